package dev.carafe.cli;

import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.Applications;
import dev.carafe.image.BuildRequest;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.BuiltMicrovm;
import dev.carafe.image.ContainerImageBuilder;
import dev.carafe.image.ImageBuilder;
import dev.carafe.image.SecureBoot;
import dev.carafe.image.UpdateSource;
import dev.carafe.image.archive.ArchiveConfig;
import dev.carafe.image.archive.DebianArchive;
import dev.carafe.image.archive.PackageIndex;
import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.archive.PackageResolver;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.archive.Pins;
import dev.carafe.image.component.Blueprint;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.JavaProgram;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.Network;
import dev.carafe.image.java.JavaRuntime;
import dev.carafe.image.oci.ContainerImage;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.AccelerationProbe;
import dev.carafe.lab.LabTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The builder and the lab as a user's options set them up.
final class Workshop {
  static final String VERSION = "0.1.0";

  /// The applications of this checkout, as its build leaves them.
  private static final Map<String, String> APPLICATIONS =
      Map.of("agent", "node/target/agent", "control", "cli/target/control");

  private final Path home;
  private final BuildOptions options;
  private final Progress progress;
  private final DebianArchive archive;
  private final Downloader downloader;
  private final PackageStore store;
  private final ImageBuilder builder;

  /// @param home the checkout
  Workshop(Path home, BuildOptions options, Progress progress) {
    this.home = home;
    this.options = options;
    this.progress = progress;
    ContentCache cache = new ContentCache(cacheFolder(options));
    this.downloader = new Downloader(cache, options.offline ? Network.OFFLINE : Network.ONLINE);
    ArchiveConfig config = archiveConfig();
    this.archive = new DebianArchive(config, downloader, InstantSource.system());
    this.store = new PackageStore(config, downloader);
    this.builder = new ImageBuilder(archive, store, progress);
  }

  static Path cacheFolder(BuildOptions options) {
    return Optional.ofNullable(options.cache)
        .orElseGet(() -> ContentCache.defaultRoot(System.getenv()));
  }

  /// Where packages come from.
  URI mirror() {
    return Optional.ofNullable(options.mirror).orElse(ArchiveConfig.DEBIAN);
  }

  private ArchiveConfig archiveConfig() {
    URI security =
        Optional.ofNullable(options.securityMirror).orElse(ArchiveConfig.DEBIAN_SECURITY);
    return ArchiveConfig.trixie(mirror(), security);
  }

  /// A variant with its components.
  Blueprint blueprint(String variant) {
    return options.blueprints.reader(home).read(variant);
  }

  /// A Java program as it is in an image.
  ///
  /// @param time of its jars there
  JavaRuntime runtime(ToolsTree jdk, JavaProgram program, Instant time) {
    return JavaRuntime.make(
        jdk, store.cache(), program, applications().jars(program), time, progress);
  }

  /// Builds a variant.
  BuiltImage build(String variant) {
    return build(variant, Optional.empty());
  }

  /// Builds a variant, perhaps with signed boot files.
  BuiltImage build(String variant, Optional<SecureBoot> secureBoot) {
    return builder.build(request(variant, Optional.of(lock(variant)), secureBoot, output()));
  }

  /// Builds a variant for machines without firmware.
  BuiltMicrovm buildMicrovm(String variant) {
    return builder.buildMicrovm(
        request(variant, Optional.of(lock(variant)), Optional.empty(), output()));
  }

  /// Builds a variant from the packages of a lock.
  BuiltImage build(String variant, PackageLock lock, Path output) {
    return builder.build(request(variant, Optional.of(lock), Optional.empty(), output));
  }

  private BuildRequest request(
      String variant, Optional<PackageLock> lock, Optional<SecureBoot> secureBoot, Path output) {
    return new BuildRequest(
        blueprint(variant),
        options.version,
        applications(),
        lock,
        time(),
        updates(),
        secureBoot,
        output);
  }

  private Optional<UpdateSource> updates() {
    try {
      return options.updates.source();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read a root: " + e.getMessage(), e);
    }
  }

  /// The packages that a variant is built from: those of the lock that the options name, or else of
  /// the archive as it is now.
  PackageLock lock(String variant) {
    return locked().orElseGet(() -> lock(variant, new Pins(options.pins)));
  }

  /// The packages that a variant is built from with some in older versions.
  PackageLock lock(String variant, Pins pins) {
    return builder.lock(request(variant, Optional.empty(), Optional.empty(), output()), pins);
  }

  /// What the archive has.
  PackageIndex index() {
    return archive.open(progress);
  }

  /// Makes a container image, in a folder of its name.
  ContainerImage containerImage(Component image) throws IOException {
    Path folder = output().resolve("images").resolve(image.name());
    return new ContainerImageBuilder(archive, store, applications(), progress)
        .build(image, folder, "latest", time());
  }

  /// The lab's tools, fetched where they are not there.
  ToolsTree labTools() {
    return tools(LabTools.PACKAGES);
  }

  /// Some tools, fetched where they are not there.
  ToolsTree tools(List<PackageRequest> requests) {
    return ToolsTree.open(
        store, PackageResolver.resolve(archive.open(progress), requests), progress);
  }

  /// zstd's library, fetched where it is not there.
  Zstd zstd() {
    ToolsTree tree = tools(List.of(PackageRequest.of("libzstd1")));
    return Zstd.at(tree.file("usr/lib/x86_64-linux-gnu/" + Zstd.SONAME));
  }

  /// What was fetched and made before.
  ContentCache cache() {
    return store.cache();
  }

  /// How machines run best here.
  Acceleration acceleration(ToolsTree labTools) throws IOException {
    return new AccelerationProbe(labTools, cacheFolder(options).resolve("acceleration")).best();
  }

  /// Whether Debian's archive answers, through a proxy if the environment names one.
  boolean reachesArchive() {
    return downloader.reaches(mirror());
  }

  Path output() {
    return Optional.ofNullable(options.output).orElse(home.resolve("build"));
  }

  /// The lock that the options name.
  Optional<PackageLock> locked() {
    return Optional.ofNullable(options.locked)
        .map(file -> {
          try {
            return PackageLock.parse(file.toString(), Files.readString(file));
          } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
          }
        });
  }

  private static Optional<Instant> time() {
    return Optional.ofNullable(System.getenv("SOURCE_DATE_EPOCH"))
        .map(Long::parseLong)
        .map(Instant::ofEpochSecond);
  }

  private Applications applications() {
    Map<String, Path> folders = new HashMap<>();
    APPLICATIONS.forEach((name, folder) -> folders.put(name, home.resolve(folder)));
    return new Applications(folders);
  }
}
