package dev.carafe.cli.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A way on which a node's API is asked.
sealed interface Way extends AutoCloseable permits NetworkWay, SocketWay {

  /// What is asked.
  ///
  /// @param target path and query, encoded
  /// @param body empty for none
  record Question(String method, String target, Map<String, String> headers, String body) {}

  /// What is answered, also where it is a refusal.
  ///
  /// @param contentType empty where it has none
  /// @param body as it comes; to be closed
  record Reply(int status, String contentType, InputStream body) {}

  /// Asks.
  ///
  /// @param limit how long the answer may take; nothing for one that may have no end
  Reply ask(Question question, Optional<Duration> limit) throws IOException, InterruptedException;

  /// Opens a conversation in both directions.
  ///
  /// @throws NoWebSocketException where the node does not, and has not told why
  /// @throws AnswerException where it has told
  WebSocket webSocket(String target, WebSocket.Listener listener, Duration limit)
      throws IOException, InterruptedException;

  /// What a failure on this way means.
  NodeException meaning(IOException failure);

  /// The serial number of the certificate that is shown, where one is.
  Optional<String> serial();

  @Override
  void close();
}
