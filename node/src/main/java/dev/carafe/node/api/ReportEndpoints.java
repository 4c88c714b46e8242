package dev.carafe.node.api;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.report.Report;
import dev.carafe.node.report.Reports;
import dev.carafe.settings.json.Json;
import java.util.List;

/// How far the node does what others demand of it, as Bottlerocket's clients ask.
final class ReportEndpoints {
  private final Reports reports;

  ReportEndpoints(Reports reports) {
    this.reports = reports;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/report", (_, _) -> Response.json(list())),
        Route.get("/report/cis", (request, _) -> report("cis", request)),
        Route.get("/report/hardening", (request, _) -> report("hardening", request)),
        Route.get("/report/fips", (_, _) -> withoutFips()));
  }

  private Json list() {
    return Json.of(
        reports.list().stream()
            .map(report ->
                Json.object()
                    .with("name", report.name())
                    .with("description", report.description())
                    .build())
            .toList());
  }

  private Response report(String name, Request request) {
    boolean json =
        switch (request.query("format").orElse("text")) {
          case "text" -> false;
          case "json" -> true;
          default -> throw refused("format", "text or json");
        };
    int level =
        switch (request.query("level").orElse("1")) {
          case "1" -> 1;
          case "2" -> 2;
          default -> throw refused("level", "1 or 2");
        };
    Report report = reports.make(name, level).orElseThrow();
    return json ? Response.json(report.json()) : Response.text(Status.OK, report.text());
  }

  private static RefusedRequest refused(String parameter, String instead) {
    return new RefusedRequest(
        Status.BAD_REQUEST, "query parameter " + parameter + " must be " + instead);
  }

  private static Response withoutFips() {
    return Response.text(
        Status.UNPROCESSABLE_CONTENT,
        "the report fips is not supported: no variant has cryptography that is certified by FIPS");
  }
}
