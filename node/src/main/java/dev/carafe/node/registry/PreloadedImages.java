package dev.carafe.node.registry;

import dev.carafe.node.http.Handler;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.settings.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The images that came with the system, as a read-only registry: `NAME` is the folder `NAME` below
/// the root, an OCI image layout. So a preloaded image takes the same way into the container
/// runtime as any other.
///
/// Source: [OCI distribution,
/// pull](https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pull).
public final class PreloadedImages implements Handler {
  private static final String BASE = "/v2/";

  private final Path root;

  public PreloadedImages(Path root) {
    this.root = root;
  }

  @Override
  public Response answer(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return error(Status.METHOD_NOT_ALLOWED, "UNSUPPORTED", "this registry is read-only");
    }
    if (request.path().equals(BASE) || request.path().equals("/v2")) {
      return Response.json(Json.object().build());
    }
    return manifest(request.path())
        .or(() -> blob(request.path()))
        .orElseGet(
            () -> error(Status.NOT_FOUND, "NAME_UNKNOWN", request.path() + " is not preloaded"));
  }

  private Optional<Response> manifest(String path) {
    return Target.of(path, "/manifests/")
        .flatMap(target -> {
          ImageLayout layout = new ImageLayout(root.resolve(target.name));
          return Optional.of(layout)
              .filter(ImageLayout::exists)
              .flatMap(found -> found.manifest(target.reference))
              .flatMap(manifest ->
                  layout
                      .blob(manifest.digest())
                      .map(file -> Response.file(file, manifest.mediaType()))
                      .map(response -> response.with("Docker-Content-Digest", manifest.digest())));
        });
  }

  private Optional<Response> blob(String path) {
    return Target.of(path, "/blobs/")
        .flatMap(target -> new ImageLayout(root.resolve(target.name)).blob(target.reference))
        .map(file -> Response.file(file, "application/octet-stream"));
  }

  private static Response error(Status status, String code, String message) {
    Json error = Json.object().with("code", code).with("message", message).build();
    return Response.json(status, Json.object().with("errors", Json.of(List.of(error))).build());
  }

  /// The image and the tag or digest in a path.
  private record Target(String name, String reference) {

    /// Empty where the path has another form, or a name that could leave the root.
    static Optional<Target> of(String path, String infix) {
      int split = path.lastIndexOf(infix);
      if (!path.startsWith(BASE) || split < BASE.length()) {
        return Optional.empty();
      }
      Target target =
          new Target(path.substring(BASE.length(), split), path.substring(split + infix.length()));
      return Optional.of(target).filter(Target::isSafe);
    }

    /// Each part of the name starts with a letter or digit, so none is `..`.
    private boolean isSafe() {
      for (String part : name.split("/", -1)) {
        if (part.isEmpty() || !isAlphanumeric(part.charAt(0))) {
          return false;
        }
      }
      return name.chars().allMatch(c -> isAlphanumeric(c) || "._-/".indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(int c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
  }
}
