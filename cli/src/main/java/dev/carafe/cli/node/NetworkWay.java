package dev.carafe.cli.node;

import dev.carafe.trust.certificate.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// Over the network, by TLS with a certificate on both sides.
final class NetworkWay implements Way {
  private final Context context;
  private final ClientTls tls;
  private final HttpClient client;

  /// @param connecting how long a connection may take
  NetworkWay(Context context, Duration connecting) {
    this.context = context;
    tls = ClientTls.of(context);
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls.context())
            .connectTimeout(connecting)
            .build();
  }

  @Override
  public Reply ask(Question question, Optional<Duration> limit)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(context.address().at(question.target()))
            .method(
                question.method(),
                question.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(question.body()));
    question.headers().forEach(request::header);
    limit.ifPresent(request::timeout);
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    return new Reply(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }

  @Override
  public WebSocket webSocket(String target, WebSocket.Listener listener, Duration limit)
      throws IOException, InterruptedException {
    String address = context.address().at(target).toString().replaceFirst("^https:", "wss:");
    try {
      return client
          .newWebSocketBuilder()
          .connectTimeout(limit)
          .buildAsync(URI.create(address), listener)
          .get();
    } catch (ExecutionException e) {
      Optional<WebSocketHandshakeException> refused =
          Causes.find(e, WebSocketHandshakeException.class);
      if (refused.isPresent()) {
        throw new NoWebSocketException(refused.get().getResponse().statusCode());
      }
      throw Causes.find(e, IOException.class).orElseGet(() -> new IOException(e));
    }
  }

  @Override
  public NodeException meaning(IOException failure) {
    Optional<CertificateException> certificate = Causes.find(failure, CertificateException.class);
    if (certificate.isPresent()) {
      return new StrangerException(context.address(), stranger(certificate.get()), failure);
    }
    boolean alert = Causes.find(failure, SSLException.class).filter(Refusal::isAlert).isPresent();
    if (alert || (isBroken(failure) && Refusal.isShown(context.address(), tls.context()))) {
      return new TurnedAwayException(
          context.address(), tls.own().getSubjectX500Principal().toString(), failure);
    }
    return new UnreachableException(context, reason(failure), failure);
  }

  /// Whether there was a connection at all.
  private static boolean isBroken(IOException failure) {
    return !(failure instanceof HttpTimeoutException || failure instanceof ConnectException);
  }

  private String stranger(CertificateException failure) {
    String why = String.valueOf(failure.getMessage());
    return switch (context.known()) {
      case KnownBy.Fingerprint _ ->
          why + "; compare it with the one on the node's console before you trust it";
      case KnownBy.Authority(var path) ->
          why + "; it must be for '" + context.address().host() + "' and from " + path;
    };
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case HttpTimeoutException _ -> "it did not answer in time";
      case ConnectException _ -> "nobody listens there, or a firewall is in between";
      case SSLHandshakeException _ -> "it does not speak TLS 1.3: " + failure.getMessage();
      default -> Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
    };
  }

  @Override
  public Optional<String> serial() {
    return Optional.of(Certificates.serial(tls.own()));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
