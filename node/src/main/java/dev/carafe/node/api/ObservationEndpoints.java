package dev.carafe.node.api;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Self;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What can be seen of the node.
final class ObservationEndpoints {
  private final Json.Struct os;
  private final StatusBoard board;
  private final Self self;
  private final DataPartition data;
  private final String archive;
  private final Path documents;
  private final EventBroadcast events;

  /// @param archive the file name of the class-data archive
  /// @param documents the folder with the image's bill of materials and manifest
  ObservationEndpoints(
      Json.Struct os,
      StatusBoard board,
      Self self,
      DataPartition data,
      String archive,
      Path documents,
      EventBroadcast events) {
    this.os = os;
    this.board = board;
    this.self = self;
    this.data = data;
    this.archive = archive;
    this.documents = documents;
    this.events = events;
  }

  /// For anybody who reaches the network port.
  List<Route> open() {
    return List.of(
        Route.get("/os", (_, _) -> Response.json(os)),
        Route.get("/v1/health", (_, _) -> Response.json(health())));
  }

  /// For who may read.
  List<Route> routes() {
    return List.of(
        Route.get("/v1/events", (_, _) -> Response.events(events)),
        Route.get(
            "/v1/sbom", (_, _) -> document("sbom.cdx.json", "application/vnd.cyclonedx+json")),
        Route.get("/v1/manifest", (_, _) -> document("manifest.json", "application/json")));
  }

  private Json health() {
    return HealthDocument.of(board.status(), self, data, archive);
  }

  private Response document(String name, String contentType) {
    Path file = documents.resolve(name);
    return Files.isRegularFile(file)
        ? Response.file(file, contentType)
        : Response.text(Status.NOT_FOUND, "this image has no " + name);
  }
}
