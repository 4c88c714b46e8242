package dev.carafe.node.api;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.host.Self;
import dev.carafe.node.http.Handler;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.status.StatusBoard;
import java.nio.file.Files;
import java.nio.file.Path;

/// The node's API: `/os` as Bottlerocket has it, and what is ours below `/v1`.
///
/// Source: [Bottlerocket's
/// API](https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/openapi.yaml).
public final class Api {
  private final OsRelease os;
  private final StatusBoard board;
  private final Self self;
  private final DataPartition data;
  private final String archive;
  private final Path documents;

  /// @param archive the file name of the class-data archive
  /// @param documents the folder with the image's bill of materials and manifest
  public Api(
      OsRelease os,
      StatusBoard board,
      Self self,
      DataPartition data,
      String archive,
      Path documents) {
    this.os = os;
    this.board = board;
    this.self = self;
    this.data = data;
    this.archive = archive;
    this.documents = documents;
  }

  /// For who may use the local socket.
  public Handler local() {
    return request ->
        reading(
            request,
            switch (request.path()) {
              case "/os", "/v1/health" -> open(request.path());
              case "/v1/sbom" -> document("sbom.cdx.json", "application/vnd.cyclonedx+json");
              case "/v1/manifest" -> document("manifest.json", "application/json");
              default -> Response.notFound(request.path());
            });
  }

  /// For anybody who reaches the network port.
  public Handler network() {
    return request -> reading(request, open(request.path()));
  }

  private static Response reading(Request request, Response response) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    return reads
        ? response
        : Response.text(Status.METHOD_NOT_ALLOWED, "only GET is allowed at " + request.path())
            .with("Allow", "GET, HEAD");
  }

  private Response open(String path) {
    return switch (path) {
      case "/os" -> Response.json(os.json());
      case "/v1/health" -> Response.json(HealthDocument.of(board.status(), self, data, archive));
      default -> Response.notFound(path);
    };
  }

  private Response document(String name, String contentType) {
    Path file = documents.resolve(name);
    return Files.isRegularFile(file)
        ? Response.file(file, contentType)
        : Response.text(Status.NOT_FOUND, "this image has no " + name);
  }
}
