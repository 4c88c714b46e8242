package dev.carafe.cli;

import dev.carafe.image.BuiltImage;
import dev.carafe.image.progress.Progress;
import dev.carafe.lab.web.FileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The releases of [TestReleases], in a repository of its own that others are added to, and who
/// serves it to machines of the lab.
///
/// @param good what a node begins with
record UnusualReleases(Path work, Path folder, BuiltImage good, FileServer server)
    implements AutoCloseable {
  private static final String GATE = "never";

  static UnusualReleases begin(Path work) throws IOException {
    TestReleases releases = TestReleases.open();
    Path folder = work.resolve("os");
    try (Stream<Path> files = Files.walk(releases.os())) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(releases.os().relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return new UnusualReleases(
        work, folder, releases.after(), FileServer.start(folder.resolve("public"), 0));
  }

  /// Settings of a node that takes its updates from here.
  String settings() {
    return """
    [settings.updates]
    metadata-base-url = "http://10.0.2.2:%1$d/metadata"
    targets-base-url = "http://10.0.2.2:%1$d/targets"
    """
        .formatted(server.port());
  }

  /// How a version differs from `plain` as it is.
  ///
  /// @param parameters of the kernel, after the others
  /// @param hasGate whether there is a gate that no boot passes
  record Difference(List<String> parameters, boolean hasGate) {

    /// In its version alone, and by a kernel that does not wait long before it restarts.
    static Difference none() {
      return new Difference(List.of("panic=1"), false);
    }

    /// The same with these parameters.
    Difference with(String... more) {
      List<String> all = new ArrayList<>(parameters);
      all.addAll(List.of(more));
      return new Difference(all, hasGate);
    }

    /// The same with a gate that no boot passes.
    Difference gated() {
      return new Difference(parameters, true);
    }
  }

  /// Builds a version, and offers it to all nodes at once.
  void publish(String version, Difference difference) throws IOException {
    BuildOptions options = new BuildOptions();
    options.output = Path.of("target", "update-image", version);
    options.version = version;
    options.updates.root = folder.resolve("public/metadata/1.root.json");
    options.blueprints.components = List.of(gate());
    options.blueprints.variants = List.of(variant(version, difference));
    BuiltImage image = new Workshop(Path.of(".."), options, Progress.SILENT).build("plain");
    TestReleases.run(
        "release",
        "create",
        folder.toString(),
        image.manifest().toString(),
        "--waves",
        "none",
        "--deltas",
        "1");
  }

  /// Offers a version no more.
  void withdraw(String version) {
    TestReleases.run("release", "withdraw", folder.toString(), version);
  }

  private Path variant(String version, Difference difference) throws IOException {
    String plain = Files.readString(Path.of("../variants/plain.toml"));
    StringBuilder parameters = new StringBuilder();
    difference.parameters().forEach(one -> parameters.append(", \"").append(one).append('"'));
    String changed = plain.replaceFirst("(command-line = \\[.*)]", "$1" + parameters + "]");
    if (difference.hasGate()) {
      changed = changed.replace("components = [", "components = [\n  \"" + GATE + "\",");
    }
    Path variants = Files.createDirectories(work.resolve("variants-" + version));
    Files.writeString(variants.resolve("plain.toml"), changed);
    return variants;
  }

  private Path gate() throws IOException {
    Path components = work.resolve("components");
    Path component = Files.createDirectories(components.resolve(GATE));
    Files.writeString(
        component.resolve("component.toml"), "description = \"A gate that no boot passes\"\n");
    Files.writeString(
        component.resolve("settings.toml"),
        """
        [settings."health.gates.never.unit"]
        type = "line"
        description = "A unit that is not there."
        default = "never.service"
        affected-services = ["health"]

        [settings."health.gates.never.deadline"]
        type = "duration"
        description = "How long it may not be there."
        default = "30s"
        affected-services = ["health"]
        """);
    return components;
  }

  @Override
  public void close() {
    server.close();
  }
}
