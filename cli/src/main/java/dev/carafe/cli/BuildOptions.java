package dev.carafe.cli;

import dev.carafe.image.archive.DebianVersion;
import dev.carafe.image.manifest.SystemName;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UseDefaultConverter;

/// What every command that builds takes.
final class BuildOptions {
  /// Those that say what is built, and not how: who boots what is built already has no use for
  /// them.
  static final List<String> OF_THE_SYSTEM =
      List.of(
          "--components",
          "--variants",
          "--version",
          "--update-root",
          "--update-url",
          "--locked",
          "--pin");

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
      names = "--version",
      paramLabel = "X.Y.Z",
      converter = SystemVersionConverter.class,
      description = "The version of the system that is built (default: " + Workshop.VERSION + ").")
  String version = Workshop.VERSION;

  @Mixin UpdateOptions updates = new UpdateOptions();

  @Option(
      names = "--locked",
      paramLabel = "FILE",
      description = "Build from the packages of this lock, not from today's archive.")
  @Nullable Path locked;

  @Option(
      names = "--pin",
      paramLabel = "NAME=VERSION",
      converter = {UseDefaultConverter.class, VersionConverter.class},
      description = "Take a package in an older version, where no lock says otherwise.")
  Map<String, DebianVersion> pins = Map.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the image goes (default: build/).")
  @Nullable Path output;

  /// Reads versions of systems.
  static final class SystemVersionConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      Optional<String> fault = SystemName.versionFault(text);
      if (fault.isPresent()) {
        throw new TypeConversionException(
            "'%s' is no version of a system: %s; write 1.2.3, or 1.2.3-rc.1"
                .formatted(text, fault.get()));
      }
      return text;
    }
  }

  /// Reads versions of packages.
  static final class VersionConverter implements ITypeConverter<DebianVersion> {
    @Override
    public DebianVersion convert(String text) {
      return new DebianVersion(text);
    }
  }

  /// The same, but with the network not to be used.
  BuildOptions offline() {
    BuildOptions same = copy();
    same.offline = true;
    return same;
  }

  /// The same for another version, with its output elsewhere, that trusts a repository.
  ///
  /// @param root the repository's
  BuildOptions updated(String otherVersion, Path folder, Path root) {
    BuildOptions same = copy();
    same.version = otherVersion;
    same.output = folder;
    same.updates = new UpdateOptions();
    same.updates.root = root;
    return same;
  }

  private BuildOptions copy() {
    BuildOptions same = new BuildOptions();
    same.cache = cache;
    same.offline = offline;
    same.mirror = mirror;
    same.securityMirror = securityMirror;
    same.blueprints = blueprints;
    same.version = version;
    same.updates = updates;
    same.locked = locked;
    same.pins = pins;
    same.output = output;
    return same;
  }
}
