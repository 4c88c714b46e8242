package dev.carafe.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every command that builds takes.
final class BuildOptions {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where packages are kept (default: ~/.cache/carafe).")
  @Nullable Path cache;

  @Option(names = "--offline", description = "Use only what the cache has.")
  boolean offline;

  @Option(names = "--mirror", paramLabel = "URL", description = "The Debian mirror to read.")
  @Nullable URI mirror;

  @Option(
      names = "--security-mirror",
      paramLabel = "URL",
      description = "The mirror of Debian's security updates.")
  @Nullable URI securityMirror;

  @Option(
      names = "--components",
      paramLabel = "DIR",
      description = "A folder with more components; may be repeated.")
  List<Path> components = new ArrayList<>();

  @Option(
      names = "--variants",
      paramLabel = "DIR",
      description = "A folder with more variants; may be repeated.")
  List<Path> variants = new ArrayList<>();

  @Option(
      names = "--locked",
      paramLabel = "FILE",
      description = "Build from the packages of this lock, not from today's archive.")
  @Nullable Path locked;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the image goes (default: build/).")
  @Nullable Path output;

  /// The same, but with the network not to be used.
  BuildOptions offline() {
    BuildOptions same = new BuildOptions();
    same.cache = cache;
    same.offline = true;
    same.mirror = mirror;
    same.securityMirror = securityMirror;
    same.components = components;
    same.variants = variants;
    same.locked = locked;
    same.output = output;
    return same;
  }
}
