package dev.carafe.node.api;

import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import java.util.List;

/// What the node can be told to do.
final class ActionEndpoints {
  private final Runnable reboot;

  /// @param reboot begins to stop everything and to start the machine anew, and returns
  ActionEndpoints(Runnable reboot) {
    this.reboot = reboot;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/actions/reboot",
            (_, _) -> {
              reboot.run();
              return Response.empty(Status.NO_CONTENT);
            }));
  }
}
