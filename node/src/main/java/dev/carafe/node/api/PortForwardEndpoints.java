package dev.carafe.node.api;

import dev.carafe.node.forward.ForwardedConnection;
import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.status.PodStatus;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.websocket.CloseCode;
import dev.carafe.node.websocket.Handshake;
import dev.carafe.node.websocket.WebSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Connects with ports of pods, published or not.
final class PortForwardEndpoints {
  private static final int MOST = 64;
  private static final String TOO_MANY = MOST + " connections are forwarded already; end one";
  private static final int LARGEST_PORT = 65_535;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StatusBoard board;
  private final AuditTrail trail;
  private final Semaphore free = new Semaphore(MOST);

  PortForwardEndpoints(StatusBoard board, AuditTrail trail) {
    this.board = board;
    this.trail = trail;
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/v1/port-forward", this::forward, true));
  }

  private Response forward(Request request, Caller caller) {
    String pod = request.query("pod").orElseThrow(() -> missing("pod"));
    int port =
        Parameters.number(
            "port", request.query("port").orElseThrow(() -> missing("port")), 1, LARGEST_PORT);
    InetSocketAddress address = new InetSocketAddress(address(pod), port);
    if (free.availablePermits() == 0) {
      return Response.text(Status.UNAVAILABLE, TOO_MANY);
    }
    return Handshake.answer(
        request,
        PATIENCE,
        socket -> {
          trail.forwards(caller, pod, port);
          converse(socket, address);
        });
  }

  private static RefusedRequest missing(String parameter) {
    return new RefusedRequest(
        Status.BAD_REQUEST, "query parameter " + parameter + " is missing; write ?pod=web&port=80");
  }

  /// Only what runs without an address of its own is in the node's network.
  private String address(String name) {
    PodStatus pod = board.status().pods().get(name);
    if (pod == null) {
      throw new RefusedRequest(Status.NOT_FOUND, "there is no pod " + name);
    }
    if (!pod.runs()) {
      throw new RefusedRequest(Status.CONFLICT, "no container of pod " + name + " runs");
    }
    return pod.address().orElse("127.0.0.1");
  }

  private void converse(WebSocket socket, InetSocketAddress address) throws IOException {
    if (!free.tryAcquire()) {
      socket.close(CloseCode.AGAIN, TOO_MANY);
      socket.awaitClose();
      return;
    }
    try {
      new ForwardedConnection(socket, address).run();
    } finally {
      free.release();
    }
  }
}
