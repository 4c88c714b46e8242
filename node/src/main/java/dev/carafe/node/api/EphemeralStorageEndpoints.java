package dev.carafe.node.api;

import dev.carafe.node.NodeException;
import dev.carafe.node.disks.BadDiskException;
import dev.carafe.node.disks.FileSystemKind;
import dev.carafe.node.ephemeral.EphemeralStorage;
import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.settings.json.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Disks for what may be lost, as Bottlerocket's clients ask for them.
final class EphemeralStorageEndpoints {
  private static final String PATH = "/actions/ephemeral-storage/";

  private final EphemeralStorage storage;

  EphemeralStorageEndpoints(EphemeralStorage storage) {
    this.storage = storage;
  }

  List<Route> routes() {
    return List.of(
        Route.post(PATH + "init", (request, _) -> initialize(request)),
        Route.post(PATH + "bind", (request, _) -> bind(request)),
        Route.get(PATH + "list-disks", (request, _) -> list(request, storage.disks())),
        Route.get(PATH + "list-dirs", (request, _) -> list(request, storage.folders())));
  }

  private Response initialize(Request request) {
    Json.Struct body = SettingsEndpoints.struct(request);
    Optional<List<String>> disks = texts(body, "disks");
    FileSystemKind kind =
        switch (body.text("filesystem").orElse("xfs").toLowerCase(Locale.ROOT)) {
          case "xfs" -> FileSystemKind.XFS;
          case "ext4" -> FileSystemKind.EXT4;
          default -> throw refused("'filesystem' must be \"Xfs\" or \"Ext4\"");
        };
    return done(() -> storage.initialize(kind, disks));
  }

  private Response bind(Request request) {
    List<String> targets =
        texts(SettingsEndpoints.struct(request), "targets")
            .orElseThrow(() -> refused("'targets' is missing; write a list of folders"));
    return done(() -> storage.bind(targets));
  }

  private static Optional<List<String>> texts(Json.Struct body, String name) {
    return switch (body.member(name).orElse(new Json.Null())) {
      case Json.Null() -> Optional.empty();
      case Json.Array(List<Json> elements) ->
          Optional.of(elements.stream().map(element -> text(element, name)).toList());
      default -> throw refused("'" + name + "' must be a list of texts");
    };
  }

  private static String text(Json element, String name) {
    if (element instanceof Json.Text(String text)) {
      return text;
    }
    throw refused("'" + name + "' must be a list of texts");
  }

  private static Response done(Runnable work) {
    try {
      work.run();
      return Response.empty(Status.NO_CONTENT);
    } catch (BadDiskException e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (NodeException | UncheckedIOException e) {
      return Response.text(Status.INTERNAL_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private static Response list(Request request, List<String> found) {
    return switch (request.query("format").orElse("text")) {
      case "text" -> Response.text(Status.OK, String.join("\n", found));
      case "json" -> Response.json(Json.of(found.stream().map(Json::of).toList()));
      default -> throw refused("query parameter format must be text or json");
    };
  }

  private static RefusedRequest refused(String why) {
    return new RefusedRequest(Status.BAD_REQUEST, why);
  }
}
