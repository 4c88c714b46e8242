package dev.carafe.cli.release;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a build says of itself.
///
/// The format is written down in `docs/formats/manifest.md`.
record BuildManifest(Path path, Json.Struct said) {
  static final String ENDING = ".manifest.json";

  /// The one at a place.
  ///
  /// @param place a folder with one build, or a build's manifest
  /// @throws BadBuildException where there is none, or more than one
  static BuildManifest at(Path place) throws IOException {
    return read(Files.isDirectory(place) ? in(place) : place);
  }

  private static Path in(Path folder) throws IOException {
    List<Path> manifests;
    try (Stream<Path> files = Files.list(folder)) {
      manifests = files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
    if (manifests.isEmpty()) {
      throw new BadBuildException(
          folder, "there is no NAME" + ENDING + " in it; carafe build makes one");
    }
    if (manifests.size() > 1) {
      throw new BadBuildException(
          folder, "there are several in it; name those that are meant: " + manifests);
    }
    return manifests.getFirst();
  }

  /// @throws BadBuildException where the file is no manifest
  static BuildManifest read(Path path) throws IOException {
    try {
      if (JsonReader.read(Files.readString(path)) instanceof Json.Struct said) {
        return new BuildManifest(path, said);
      }
    } catch (JsonSyntaxException e) {
      throw new BadBuildException(path, "it is no manifest: " + e.getMessage());
    }
    throw new BadBuildException(path, "it is no manifest, but some other JSON");
  }

  /// A text that must be there.
  String text(String name) {
    return find(name).orElseThrow(() -> lacking(name));
  }

  /// A text that may be there.
  Optional<String> find(String name) {
    return said.text(name);
  }

  /// Where another file of the build is, which no artifact tells of.
  ///
  /// @param ending of its name
  Path beside(String ending) {
    String name = String.valueOf(path.getFileName());
    if (!name.endsWith(ENDING)) {
      throw new BadBuildException(path, "it is not called NAME" + ENDING);
    }
    return path.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ending);
  }

  private BadBuildException lacking(String name) {
    return new BadBuildException(path, "it is no manifest: it has no '" + name + "'");
  }

  /// A file of the build, beside the manifest.
  ///
  /// @throws BadBuildException where it is not there, or another than that of the build
  Path artifact(String name) {
    Json.Struct artifact =
        struct(said, "artifacts")
            .flatMap(all -> struct(all, name))
            .orElseThrow(() -> lacking("artifacts." + name));
    String file = artifact.text("file").orElseThrow(() -> lacking(name + ".file"));
    String digest = artifact.text("sha256").orElseThrow(() -> lacking(name + ".sha256"));
    Path place = path.resolveSibling(file);
    if (file.indexOf('/') >= 0 || !Files.isRegularFile(place)) {
      throw new BadBuildException(path, "there is no " + file + " beside it");
    }
    String found = Sha256.of(place).hex();
    if (!found.equals(digest)) {
      throw new BadBuildException(
          path, "expected %s with digest %s, found %s".formatted(file, digest, found));
    }
    return place;
  }

  private static Optional<Json.Struct> struct(Json.Struct object, String name) {
    return object
        .member(name)
        .flatMap(
            value -> value instanceof Json.Struct inner ? Optional.of(inner) : Optional.empty());
  }
}
