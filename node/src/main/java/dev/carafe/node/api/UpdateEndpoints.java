package dev.carafe.node.api;

import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.update.BusyException;
import dev.carafe.node.update.NoUpdateException;
import dev.carafe.node.update.RefusedUpdateException;
import dev.carafe.node.update.Updates;
import dev.carafe.node.update.WrongStateException;
import java.util.List;
import java.util.function.Supplier;

/// Updates, as Bottlerocket's clients ask for them; and beside that what the node makes of them,
/// what it has tried, and the way back.
final class UpdateEndpoints {
  private final Updates updates;

  UpdateEndpoints(Updates updates) {
    this.updates = updates;
  }

  List<Route> routes() {
    return List.of(
        action("refresh-updates", updates::refresh),
        action("prepare-update", updates::prepare),
        action("activate-update", updates::activate),
        action("deactivate-update", updates::deactivate),
        action("rollback-update", updates::rollback),
        document("status", () -> Response.json(updates.status())),
        document("plan", () -> Response.json(updates.plan())),
        document("history", () -> Response.json(updates.history().json())));
  }

  private static Route action(String name, Runnable action) {
    return Route.post(
        "/actions/" + name,
        (_, _) ->
            answer(() -> {
              action.run();
              return Response.empty(Status.NO_CONTENT);
            }));
  }

  private static Route document(String name, Supplier<Response> document) {
    return Route.get("/updates/" + name, (_, _) -> answer(document));
  }

  private static Response answer(Supplier<Response> answer) {
    try {
      return answer.get();
    } catch (RefusedUpdateException e) {
      return Response.text(status(e), String.valueOf(e.getMessage()));
    }
  }

  private static Status status(RefusedUpdateException refusal) {
    return switch (refusal) {
      case NoUpdateException _ -> Status.NOT_FOUND;
      case WrongStateException _ -> Status.CONFLICT;
      case BusyException _ -> Status.LOCKED;
    };
  }
}
