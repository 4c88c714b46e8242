package dev.carafe.cli.node;

import dev.carafe.cli.node.unix.NoUpgradeException;
import dev.carafe.cli.node.unix.Request;
import dev.carafe.cli.node.unix.UnixHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// By the socket of the node that this runs on.
final class SocketWay implements Way {
  private final LocalSocket socket;
  private final UnixHttp http;

  SocketWay(LocalSocket socket) {
    this.socket = socket;
    this.http = new UnixHttp(socket.path());
  }

  @Override
  public Reply ask(Question question, Optional<Duration> limit) throws IOException {
    Map<String, String> headers = question.headers();
    UnixHttp.Answer answer =
        http.send(
            new Request(question.method(), question.target(), headers, question.body()), limit);
    return new Reply(answer.status(), answer.contentType(), answer.body());
  }

  @Override
  public WebSocket webSocket(String target, WebSocket.Listener listener, Duration limit)
      throws IOException {
    try {
      return http.webSocket(target, listener, limit);
    } catch (NoUpgradeException e) {
      throw new AnswerException(e.status(), e.text());
    }
  }

  @Override
  public NodeException meaning(IOException failure) {
    return new UnreachableException(socket, reason(failure), failure);
  }

  private String reason(IOException failure) {
    if (!Files.exists(socket.path())) {
      return "there is no such socket";
    }
    return failure instanceof ConnectException
        ? "nobody listens there"
        : Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
  }

  @Override
  public Optional<String> serial() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // each connection is its answer's
  }
}
