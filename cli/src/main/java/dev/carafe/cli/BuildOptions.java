package dev.carafe.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

  @Mixin BlueprintOptions blueprints = new BlueprintOptions();

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
    same.blueprints = blueprints;
    same.locked = locked;
    same.output = output;
    return same;
  }
}
