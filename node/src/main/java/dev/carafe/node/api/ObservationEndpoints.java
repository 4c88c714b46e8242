package dev.carafe.node.api;

import dev.carafe.node.host.Machine;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What can be seen of the node.
final class ObservationEndpoints {
  private static final String DESCRIPTION = "/META-INF/carafe/openapi.json";

  private final Json.Struct os;
  private final StatusBoard board;
  private final Machine machine;
  private final String archive;
  private final Path documents;
  private final EventBroadcast events;

  /// @param archive the file name of the class-data archive
  /// @param documents the folder with the image's bill of materials and manifest
  ObservationEndpoints(
      Json.Struct os,
      StatusBoard board,
      Machine machine,
      String archive,
      Path documents,
      EventBroadcast events) {
    this.os = os;
    this.board = board;
    this.machine = machine;
    this.archive = archive;
    this.documents = documents;
    this.events = events;
  }

  /// For anybody who reaches the network port.
  List<Route> open() {
    return List.of(
        Route.get("/os", (request, _) -> Response.json(os(request))),
        Route.get("/v1/health", (_, _) -> Response.json(health())));
  }

  /// For who may read.
  List<Route> routes() {
    return List.of(
        Route.get("/v1/events", (_, _) -> Response.events(events)),
        Route.get(
            "/v1/sbom", (_, _) -> document("sbom.cdx.json", "application/vnd.cyclonedx+json")),
        Route.get("/v1/openapi.json", (_, _) -> description()),
        Route.get("/v1/manifest", (_, _) -> document("manifest.json", "application/json")));
  }

  /// All fields; with a prefix, those whose names begin so.
  private Json.Struct os(Request request) {
    Optional<String> prefix = request.query("prefix");
    if (prefix.isEmpty()) {
      return os;
    }
    String demanded = SettingsEndpoints.demandText("prefix", prefix.get());
    String full = demanded.startsWith("os") ? demanded : "os." + demanded;
    Json.Builder fields = Json.object();
    os.members()
        .forEach((name, value) -> {
          if (("os." + name).startsWith(full)) {
            fields.with(name, value);
          }
        });
    return fields.build();
  }

  /// How the node does.
  Json health() {
    return HealthDocument.of(board.status(), machine.self(), machine.data(), archive);
  }

  /// What is said about this API, which comes with its code.
  private static Response description() {
    try (InputStream in = ObservationEndpoints.class.getResourceAsStream(DESCRIPTION)) {
      return in == null
          ? Response.text(Status.NOT_FOUND, "this agent has no description of its API")
          : Response.bytes(Status.OK, "application/json", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response document(String name, String contentType) {
    Path file = documents.resolve(name);
    return Files.isRegularFile(file)
        ? Response.file(file, contentType)
        : Response.text(Status.NOT_FOUND, "this image has no " + name);
  }
}
