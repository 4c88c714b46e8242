package dev.carafe.node.update.slots;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.boot.KernelImage;
import dev.carafe.node.host.KernelText;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.update.SystemImage;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Which system it is that runs, or that a kernel image would start.
public final class SystemReading {
  private SystemReading() {}

  /// The system that runs; empty where the kernel was not told the root hash of one.
  ///
  /// @param root below which is `/proc`
  public static Optional<SystemImage> running(Path root, OsRelease os) {
    Path commandLine = root.resolve("proc/cmdline");
    try {
      return Files.exists(commandLine)
          ? KernelImage.systemOf(KernelText.read(commandLine))
              .flatMap(hash ->
                  image(
                      hash,
                      os.versionId(),
                      os.buildId(),
                      os.variantId(),
                      os.json().text("arch").orElse("")))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + commandLine + ": " + e.getMessage(), e);
    }
  }

  /// The system that a kernel image starts, on the same machine.
  static Optional<SystemImage> started(RootHash hash, KernelImage image, String architecture) {
    return image(
        hash,
        image.field("VERSION_ID"),
        image.field("BUILD_ID"),
        image.field("VARIANT_ID"),
        architecture);
  }

  private static Optional<SystemImage> image(
      RootHash hash, String version, String build, String variant, String architecture) {
    return version(version + "+" + build)
        .or(() -> version(version))
        .map(found -> new SystemImage(found, variant, architecture, hash));
  }

  private static Optional<Version> version(String text) {
    try {
      return Optional.of(Version.of(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
