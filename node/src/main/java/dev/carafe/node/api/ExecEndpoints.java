package dev.carafe.node.api;

import dev.carafe.node.exec.ContainerProcesses;
import dev.carafe.node.exec.ExecSession;
import dev.carafe.node.exec.InputMemory;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.websocket.CloseCode;
import dev.carafe.node.websocket.Handshake;
import dev.carafe.node.websocket.WebSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Runs programs in containers.
final class ExecEndpoints {
  private static final int MOST_SESSIONS = 64;
  private static final String TOO_MANY =
      MOST_SESSIONS + " programs run in containers already; end one of them";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ContainerProcesses containers;
  private final AuditTrail trail;
  private final InputMemory memory = new InputMemory();
  private final Semaphore free = new Semaphore(MOST_SESSIONS);

  ExecEndpoints(ContainerProcesses containers, AuditTrail trail) {
    this.containers = containers;
    this.trail = trail;
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/exec", this::exec, true));
  }

  /// A place is only taken once the connection is open, as no other moment is sure to come; the
  /// last one may be gone by then.
  private Response exec(Request request, Caller caller) {
    if (free.availablePermits() == 0) {
      return Response.text(Status.UNAVAILABLE, TOO_MANY);
    }
    return Handshake.answer(request, PATIENCE, socket -> converse(socket, caller));
  }

  private void converse(WebSocket socket, Caller caller) throws IOException {
    if (!free.tryAcquire()) {
      socket.close(CloseCode.AGAIN, TOO_MANY);
      socket.awaitClose();
      return;
    }
    try {
      new ExecSession(
              socket,
              containers,
              memory,
              (target, program) -> trail.executes(caller, target, program))
          .run();
    } finally {
      free.release();
    }
  }
}
