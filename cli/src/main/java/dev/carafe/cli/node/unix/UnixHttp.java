package dev.carafe.cli.node.unix;

import dev.carafe.node.websocket.Handshake;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// HTTP/1.1 over a node's Unix-domain socket, which the JDK's client does not speak: strict, a
/// connection for each request, without redirects, cookies and compression, as the node's server
/// has none.
///
/// Source: [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112).
public record UnixHttp(Path socket) {
  private static final int LARGEST_REFUSAL = 64 << 10;
  private static final int KEY_LENGTH = 16;

  /// An answer.
  ///
  /// @param contentType empty where it has none
  /// @param body as it comes; to be closed
  public record Answer(int status, String contentType, InputStream body) {}

  /// Asks.
  ///
  /// @param limit for the whole answer; nothing for one that may have no end
  /// @throws BadAnswerException where the answer breaks the rules, also while the body is read
  /// @throws java.net.SocketTimeoutException where it takes too long, also while the body is read
  public Answer send(Request request, Optional<Duration> limit) throws IOException {
    Connection connection = Connection.open(socket);
    try {
      limit.ifPresent(connection::limit);
      AnswerHead head = connection.ask(request.with("Connection", "close"));
      if (head.status() < 200) {
        throw new BadAnswerException("it answered with " + head.status() + ", which was not asked");
      }
      return answer(connection, head);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static Answer answer(Connection connection, AnswerHead head) throws IOException {
    return new Answer(
        head.status(), head.header("content-type").orElse(""), Body.of(connection, head));
  }

  /// Opens a WebSocket.
  ///
  /// Source: [RFC 6455, section 4.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.1).
  ///
  /// @param limit for the opening
  /// @throws NoUpgradeException where the node says something else
  public WebSocket webSocket(String target, WebSocket.Listener listener, Duration limit)
      throws IOException {
    Connection connection = Connection.open(socket);
    try {
      connection.limit(limit);
      String key = key();
      AnswerHead head = connection.ask(new Request("GET", target, upgrade(key), ""));
      if (head.status() != 101) {
        try (InputStream body = answer(connection, head).body()) {
          byte[] text = body.readNBytes(LARGEST_REFUSAL);
          throw new NoUpgradeException(head.status(), new String(text, StandardCharsets.UTF_8));
        }
      }
      if (!head.header("upgrade").orElse("").equalsIgnoreCase("websocket")
          || !head.header("sec-websocket-accept").orElse("").equals(Handshake.accept(key))) {
        throw new BadAnswerException("it opens something else than a WebSocket");
      }
      connection.unlimited();
      return UnixWebSocket.start(connection, listener);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static String key() {
    byte[] key = new byte[KEY_LENGTH];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private static Map<String, String> upgrade(String key) {
    return Map.of(
        "Connection",
        "Upgrade",
        "Upgrade",
        "websocket",
        "Sec-WebSocket-Version",
        "13",
        "Sec-WebSocket-Key",
        key);
  }
}
