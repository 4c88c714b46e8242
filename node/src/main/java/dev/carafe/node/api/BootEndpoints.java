package dev.carafe.node.api;

import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.trust.certificate.Role;
import java.util.List;

/// Whether this boot is a good one, why, and what else the boot loader could start.
final class BootEndpoints {
  private final StatusBoard board;

  BootEndpoints(StatusBoard board) {
    this.board = board;
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/boot", this::boot));
  }

  /// Readers see no logs, here as elsewhere.
  private Response boot(Request request, Caller caller) {
    BootDocument.Detail detail =
        caller.role() == Role.READER ? BootDocument.Detail.REASONS : BootDocument.Detail.LOGS;
    return Response.json(BootDocument.of(board.status().boot(), detail));
  }
}
