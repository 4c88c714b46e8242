package dev.carafe.bench;

import dev.carafe.image.component.BlueprintReader;
import dev.carafe.node.configuration.ConfigurationPlanner;
import dev.carafe.node.configuration.SystemFiles;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.settings.generation.GenerationStore;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The variant `plain`, with its components' files below a root as on a node.
///
/// @param userData that sets something in every group
record BenchedNode(
    Path root, Schema schema, SettingsReader reader, NodeSettings settings, String userData) {

  private static final int SIZE_OF_DEBIANS_CERTIFICATES = 220_000;

  /// @param checkout of this project
  static BenchedNode install(Path checkout) {
    try {
      Path root = Files.createTempDirectory("carafe-bench-");
      for (Path component : children(checkout.resolve("components"))) {
        copy(component.resolve("files/usr/share"), root.resolve("usr/share"));
      }
      Path certificates = root.resolve("usr/share/factory/etc/ssl/certs/ca-certificates.crt");
      Files.createDirectories(certificates.resolveSibling(""));
      Files.writeString(certificates, "x".repeat(SIZE_OF_DEBIANS_CERTIFICATES));
      Schema schema = schema(checkout);
      SettingsReader reader = new SettingsReader(schema);
      FileDirectory directory = FileDirectory.open(root.resolve("var/lib/carafe/settings"));
      GenerationStore store = GenerationStore.open(directory, schema, Clock.systemUTC());
      return new BenchedNode(
          root,
          schema,
          reader,
          new NodeSettings(schema, reader, store),
          Files.readString(checkout.resolve("settings/src/test/resources/userdata/groups.toml")));
    } catch (IOException e) {
      throw new UncheckedIOException("could not set up a node: " + e.getMessage(), e);
    }
  }

  ConfigurationPlanner planner() {
    Json.Struct os = Json.object().with("arch", "x86_64").build();
    return new ConfigurationPlanner(schema, os, new SystemFiles(root));
  }

  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Schema schema(Path checkout) {
    return new BlueprintReader(
            List.of(checkout.resolve("variants")), List.of(checkout.resolve("components")))
        .read("plain")
        .settings();
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.resolveSibling(""));
        Files.copy(file, copy);
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
