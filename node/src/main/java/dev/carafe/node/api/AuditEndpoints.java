package dev.carafe.node.api;

import dev.carafe.node.audit.AuditLog;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.identity.Caller;
import dev.carafe.settings.json.Json;
import java.nio.file.Path;
import java.util.List;

/// Who did what: the files of the log, as they are, for whoever checks them elsewhere.
final class AuditEndpoints {
  private final AuditLog log;

  AuditEndpoints(AuditLog log) {
    this.log = log;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/audit", (_, _) -> Response.json(overview())),
        Route.get("/v1/audit/*", this::file));
  }

  private Json.Struct overview() {
    return Json.object()
        .with("head", log.head().toString())
        .with("problem", log.problem())
        .with(
            "files",
            SettingsEndpoints.texts(log.files().stream().map(AuditEndpoints::name).toList()))
        .build();
  }

  private Response file(Request request, Caller caller) {
    String name = Route.last(request.path());
    return log.files().stream()
        .filter(file -> name(file).equals(name))
        .findFirst()
        .map(file -> Response.file(file, "application/x-ndjson"))
        .orElseGet(() -> Response.notFound(request.path()));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
