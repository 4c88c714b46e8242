package dev.carafe.node.api;

import dev.carafe.node.http.Response;
import dev.carafe.node.problems.Problems;
import java.util.List;

/// What went wrong on the host, and what is wrong.
final class ProblemEndpoints {
  private final Problems problems;

  ProblemEndpoints(Problems problems) {
    this.problems = problems;
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/problems", (_, _) -> Response.json(problems.json())));
  }
}
