package dev.carafe.cli.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Speaks to one node, whichever way.
final class NodeClient implements AutoCloseable {
  private static final Duration CONNECTING = Duration.ofSeconds(15);

  /// Of an answer that is read as a whole.
  private static final int LARGEST = 64 << 20;

  private final Access access;
  private final Way way;
  private final Duration limit;

  private NodeClient(Access access, Way way, Duration limit) {
    this.access = access;
    this.way = way;
    this.limit = limit;
  }

  /// @param limit how long an answer may take: the node answers a change when it has taken effect
  static NodeClient of(Access access, Duration limit) {
    Duration connecting = limit.compareTo(CONNECTING) < 0 ? limit : CONNECTING;
    Way way =
        switch (access) {
          case Context context -> new NetworkWay(context, connecting);
          case LocalSocket socket -> new SocketWay(socket);
        };
    return new NodeClient(access, way, limit);
  }

  Access access() {
    return access;
  }

  /// The serial number of the certificate that this shows, if it shows one.
  Optional<String> serial() {
    return way.serial();
  }

  /// @throws NodeException where the node cannot be reached, cannot be trusted, or says no
  NodeAnswer get(String pathAndQuery) {
    return send("GET", pathAndQuery, "");
  }

  NodeAnswer send(String method, String pathAndQuery, String body) {
    Way.Reply reply =
        ask(new Way.Question(method, pathAndQuery, Map.of(), body), Optional.of(limit));
    return new NodeAnswer(reply.contentType(), demandSuccess(reply.status(), text(reply)));
  }

  /// An answer without an end.
  InputStream stream(String path, Optional<String> lastEvent) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "text/event-stream");
    lastEvent.ifPresent(id -> headers.put("Last-Event-ID", id));
    return stream(path, headers);
  }

  /// Lines, which may have no end.
  ///
  /// @param type in which they are wanted
  InputStream lines(String pathAndQuery, String type) {
    return stream(pathAndQuery, Map.of("Accept", type));
  }

  private InputStream stream(String pathAndQuery, Map<String, String> headers) {
    Way.Reply reply = ask(new Way.Question("GET", pathAndQuery, headers, ""), Optional.empty());
    if (reply.status() >= 300) {
      demandSuccess(reply.status(), text(reply));
    }
    return reply.body();
  }

  /// A conversation in both directions.
  WebSocket webSocket(String path, WebSocket.Listener listener) {
    try {
      return way.webSocket(path, listener, CONNECTING);
    } catch (NoWebSocketException e) {
      get(path); // which tells why
      throw new AnswerException(e.status(), "it opens no WebSocket at " + path);
    } catch (IOException e) {
      throw way.meaning(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Why a conversation has failed.
  NodeException lost(ExecutionException e) {
    return Causes.find(e, NodeException.class).orElseGet(() -> lost(Causes.rootMessage(e), e));
  }

  /// A conversation that ended without a word from the node.
  NodeException lost(String why, Throwable cause) {
    return new UnreachableException(access, why, cause);
  }

  private Way.Reply ask(Way.Question question, Optional<Duration> longest) {
    try {
      return way.ask(question, longest);
    } catch (IOException e) {
      throw way.meaning(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private String text(Way.Reply reply) {
    try (InputStream body = reply.body()) {
      byte[] bytes = body.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new AnswerException(
            reply.status(),
            "more than " + (LARGEST >> 20) + " MiB, which is too much to be read here");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw way.meaning(e);
    }
  }

  private NodeException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return lost("interrupted", e);
  }

  private static String demandSuccess(int status, String text) {
    if (status >= 300) {
      throw new AnswerException(status, text);
    }
    return text;
  }

  /// A parameter's value as it stands in a query.
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    way.close();
  }
}
