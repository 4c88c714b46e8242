package dev.carafe.image.oci;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A container image as anybody may have made it, read from an OCI image layout.
///
/// Source: [OCI image specification 1.1](https://github.com/opencontainers/image-spec),
/// `image-layout.md`, `image-index.md`, `manifest.md`, `config.md`.
///
/// @param folder the layout
/// @param config how what is in it is started
/// @param layers from the lowest to the highest
public record OciImage(Path folder, Config config, List<Layer> layers) {
  private static final int DEEPEST_INDEX = 4;

  public OciImage {
    layers = List.copyOf(layers);
  }

  /// How the program of an image is started.
  ///
  /// @param environment variables, as `NAME=VALUE`
  /// @param user `USER[:GROUP]`, each a name or a number; or nothing, which is root
  public record Config(
      List<String> entrypoint,
      List<String> command,
      List<String> environment,
      Optional<String> workingDirectory,
      Optional<String> user) {
    public Config {
      entrypoint = List.copyOf(entrypoint);
      command = List.copyOf(command);
      environment = List.copyOf(environment);
    }
  }

  /// A layer as it is in the layout.
  ///
  /// @param mediaType says how it is packed
  public record Layer(Path file, String mediaType) {}

  /// Reads a layout with one image for this architecture. Every file of it is held against the
  /// digest by which it is named.
  ///
  /// @throws BadImageException where it is no such layout
  public static OciImage read(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve("oci-layout"))) {
      throw new BadImageException(
          folder, "expected an OCI image layout, found no file oci-layout in it");
    }
    return new Reading(folder).image();
  }

  /// What follows from one document to the next.
  private record Reading(Path folder) {

    OciImage image() throws IOException {
      Json.Struct manifest = manifest(document(folder.resolve("index.json")), 0);
      Json.Struct config =
          document(
              blob(struct(manifest, "config").orElseThrow(() -> bad("a manifest without config"))));
      List<Layer> layers = new ArrayList<>();
      for (Json.Struct layer : manifest.objects("layers")) {
        layers.add(new Layer(blob(layer), layer.text("mediaType").orElse("")));
      }
      return new OciImage(folder, config(config), layers);
    }

    /// An index may name others, one for each architecture.
    private Json.Struct manifest(Json.Struct index, int depth) throws IOException {
      if (index.member("layers").isPresent()) {
        return index;
      }
      if (depth > DEEPEST_INDEX) {
        throw bad("indexes in indexes, %d deep".formatted(depth));
      }
      List<Json.Struct> fitting =
          index.objects("manifests").stream().filter(Reading::isForThis).toList();
      if (fitting.size() != 1) {
        throw bad("expected one image for linux/amd64, found %d".formatted(fitting.size()));
      }
      return manifest(document(blob(fitting.getFirst())), depth + 1);
    }

    private static boolean isForThis(Json.Struct descriptor) {
      return struct(descriptor, "platform")
          .map(platform ->
              platform.text("os").orElse("").equals("linux")
                  && platform.text("architecture").orElse("").equals("amd64"))
          .orElse(true);
    }

    private Path blob(Json.Struct descriptor) throws IOException {
      String digest = descriptor.text("digest").orElse("");
      if (!digest.matches("sha256:[0-9a-f]{64}")) {
        throw bad("expected a digest by SHA-256, found '" + digest + "'");
      }
      String hex = digest.substring("sha256:".length());
      Path file = folder.resolve("blobs/sha256").resolve(hex);
      if (!Files.isRegularFile(file)) {
        throw bad("there is no blob " + digest);
      }
      Sha256 found = Sha256.of(file);
      if (!found.hex().equals(hex)) {
        throw bad("expected a blob with digest %s, found %s".formatted(hex, found.hex()));
      }
      return file;
    }

    private Json.Struct document(Path file) throws IOException {
      try {
        if (JsonReader.read(Files.readString(file)) instanceof Json.Struct struct) {
          return struct;
        }
      } catch (JsonSyntaxException e) {
        throw bad("%s is no JSON: %s".formatted(file.getFileName(), e.getMessage()));
      }
      throw bad("expected an object in " + file.getFileName());
    }

    private static Config config(Json.Struct document) {
      Json.Struct config = struct(document, "config").orElseGet(() -> Json.object().build());
      return new Config(
          texts(config, "Entrypoint"),
          texts(config, "Cmd"),
          texts(config, "Env"),
          config.text("WorkingDir").filter(text -> !text.isEmpty()),
          config.text("User").filter(text -> !text.isEmpty()));
    }

    private static Optional<Json.Struct> struct(Json.Struct of, String name) {
      return of.member(name).filter(Json.Struct.class::isInstance).map(Json.Struct.class::cast);
    }

    private static List<String> texts(Json.Struct of, String name) {
      return of.member(name).orElse(null) instanceof Json.Array array
          ? array.elements().stream()
              .filter(Json.Text.class::isInstance)
              .map(element -> ((Json.Text) element).value())
              .toList()
          : List.of();
    }

    private BadImageException bad(String why) {
      return new BadImageException(folder, why);
    }
  }
}
