package dev.carafe.cli.node;

import dev.carafe.trust.certificate.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// Speaks to one node.
final class NodeClient implements AutoCloseable {
  private static final Duration CONNECTING = Duration.ofSeconds(15);

  private final Context context;
  private final ClientTls tls;
  private final Duration limit;
  private final HttpClient client;

  private NodeClient(Context context, Duration limit) {
    this.context = context;
    this.limit = limit;
    tls = ClientTls.of(context);
    Duration connecting = limit.compareTo(CONNECTING) < 0 ? limit : CONNECTING;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls.context())
            .connectTimeout(connecting)
            .build();
  }

  /// @param limit how long an answer may take: the node answers a change when it has taken effect
  static NodeClient of(Context context, Duration limit) {
    return new NodeClient(context, limit);
  }

  Context context() {
    return context;
  }

  /// The serial number of the certificate that this shows.
  String serial() {
    return Certificates.serial(tls.own());
  }

  /// @throws NodeException where the node cannot be reached, cannot be trusted, or says no
  NodeAnswer get(String pathAndQuery) {
    return send("GET", pathAndQuery, "");
  }

  NodeAnswer send(String method, String pathAndQuery, String body) {
    HttpResponse<String> response =
        exchange(
            request(pathAndQuery)
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(limit)
                .build(),
            BodyHandlers.ofString());
    demandSuccess(response.statusCode(), response.body());
    return new NodeAnswer(
        response.headers().firstValue("Content-Type").orElse(""), response.body());
  }

  /// An answer without an end.
  InputStream stream(String path, Optional<String> lastEvent) {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    lastEvent.ifPresent(id -> request.header("Last-Event-ID", id));
    return stream(request.build());
  }

  /// Lines, which may have no end.
  ///
  /// @param type in which they are wanted
  InputStream lines(String pathAndQuery, String type) {
    return stream(request(pathAndQuery).header("Accept", type).build());
  }

  private InputStream stream(HttpRequest request) {
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    if (response.statusCode() >= 300) {
      try (InputStream body = response.body()) {
        demandSuccess(
            response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw failure(e);
      }
    }
    return response.body();
  }

  /// A conversation in both directions.
  WebSocket webSocket(String path, WebSocket.Listener listener) {
    String address = context.address().at(path).toString().replaceFirst("^https:", "wss:");
    try {
      return client
          .newWebSocketBuilder()
          .connectTimeout(CONNECTING)
          .buildAsync(URI.create(address), listener)
          .get();
    } catch (ExecutionException e) {
      Optional<WebSocketHandshakeException> refused = cause(e, WebSocketHandshakeException.class);
      if (refused.isPresent()) {
        get(path); // which tells why
        throw new AnswerException(
            refused.get().getResponse().statusCode(), "it opens no WebSocket at " + path);
      }
      throw failure(cause(e, IOException.class).orElseGet(() -> new IOException(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost("interrupted", e);
    }
  }

  /// Why a conversation has failed.
  NodeException lost(ExecutionException e) {
    return cause(e, NodeException.class).orElseGet(() -> lost(rootMessage(e), e));
  }

  private static String rootMessage(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .reduce((_, deeper) -> deeper)
        .map(deepest -> Optional.ofNullable(deepest.getMessage()).orElseGet(deepest::toString))
        .orElse("");
  }

  /// A conversation that ended without a word from the node.
  NodeException lost(String why, Throwable cause) {
    return new UnreachableException(context.address(), why, cause);
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(context.address().at(pathAndQuery));
  }

  private static void demandSuccess(int status, String text) {
    if (status >= 300) {
      throw new AnswerException(status, text);
    }
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> body) {
    try {
      return client.send(request, body);
    } catch (IOException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException(context.address(), "interrupted", e);
    }
  }

  private NodeException failure(IOException e) {
    Optional<CertificateException> certificate = cause(e, CertificateException.class);
    if (certificate.isPresent()) {
      return new StrangerException(context.address(), stranger(certificate.get()), e);
    }
    boolean alert = cause(e, SSLException.class).filter(Refusal::isAlert).isPresent();
    if (alert || (isBroken(e) && Refusal.isShown(context.address(), tls.context()))) {
      return new TurnedAwayException(
          context.address(), tls.own().getSubjectX500Principal().toString(), e);
    }
    return new UnreachableException(context.address(), reason(e), e);
  }

  /// Whether there was a connection at all.
  private static boolean isBroken(IOException e) {
    return !(e instanceof HttpTimeoutException || e instanceof ConnectException);
  }

  private String stranger(CertificateException e) {
    String why = String.valueOf(e.getMessage());
    return switch (context.known()) {
      case KnownBy.Fingerprint _ ->
          why + "; compare it with the one on the node's console before you trust it";
      case KnownBy.Authority(var path) ->
          why + "; it must be for '" + context.address().host() + "' and from " + path;
    };
  }

  private static String reason(IOException e) {
    return switch (e) {
      case HttpTimeoutException _ -> "it did not answer in time";
      case ConnectException _ -> "nobody listens there, or a firewall is in between";
      case SSLHandshakeException _ -> "it does not speak TLS 1.3: " + e.getMessage();
      default -> Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
    };
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  /// A parameter's value as it stands in a query.
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
