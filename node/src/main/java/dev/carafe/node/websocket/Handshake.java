package dev.carafe.node.websocket;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.http.Upgrade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;

/// The server's part of the opening handshake.
///
/// Source: [RFC 6455, section 4.2](https://www.rfc-editor.org/rfc/rfc6455#section-4.2).
public final class Handshake {
  private static final String VERSION = "13";
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_LENGTH = 16;

  private Handshake() {}

  /// What is said once the connection is open.
  @FunctionalInterface
  public interface Conversation {
    void converse(WebSocket socket) throws IOException;
  }

  /// Agrees, or says what is missing.
  ///
  /// @param patience how long a client may be silent before it counts as gone
  public static Response answer(Request request, Duration patience, Conversation conversation) {
    if (!request.method().equals("GET")
        || !has(request, "upgrade", "websocket")
        || !has(request, "connection", "upgrade")) {
      return Response.text(Status.UPGRADE_REQUIRED, "this speaks WebSocket only")
          .with("Upgrade", "websocket");
    }
    if (!request.header("sec-websocket-version").orElse("").equals(VERSION)) {
      return Response.text(Status.UPGRADE_REQUIRED, "the version of WebSocket is " + VERSION)
          .with("Upgrade", "websocket")
          .with("Sec-WebSocket-Version", VERSION);
    }
    Upgrade upgrade = connection -> conversation.converse(new WebSocket(connection, patience));
    return Response.upgrade("websocket", upgrade)
        .with("Sec-WebSocket-Accept", accept(key(request)));
  }

  private static boolean has(Request request, String header, String wanted) {
    for (String option : request.header(header).orElse("").split(",", -1)) {
      if (option.strip().equalsIgnoreCase(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static String key(Request request) {
    String key = request.header("sec-websocket-key").orElse("");
    try {
      if (Base64.getDecoder().decode(key).length == KEY_LENGTH) {
        return key;
      }
    } catch (IllegalArgumentException _) {
      // refused below
    }
    throw new RefusedRequest(
        Status.BAD_REQUEST, "Sec-WebSocket-Key is not " + KEY_LENGTH + " bytes in base64");
  }

  /// What proves that the key was read.
  public static String accept(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(digest.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
