package dev.carafe.image.manifest;

import dev.carafe.settings.value.VersionType;
import java.util.Locale;
import java.util.Optional;

/// What a build of the system is called.
///
/// @param version a semantic version in small letters, without a build: `1.3.0`, `1.3.0-rc.1`
/// @param build names the inputs: two builds with the same are the same bytes
public record SystemName(String variant, String version, String build) {
  /// The name of a partition is `usr_VERSION_verity`, and has 36 characters at most.
  private static final int LONGEST_VERSION = 25;

  private static final VersionType VERSION = new VersionType();

  public SystemName {
    versionFault(version)
        .ifPresent(why -> {
          throw new IllegalArgumentException(version + " is no version of a system: " + why);
        });
  }

  /// Why a text cannot be the version of a system, as the end of a sentence about it; empty where
  /// it can.
  public static Optional<String> versionFault(String text) {
    if (text.length() > LONGEST_VERSION) {
      return Optional.of(
          "it is longer than the " + LONGEST_VERSION + " characters that partitions have for it");
    }
    if (text.equals("latest") || text.startsWith("v")) {
      return Optional.of("it does not begin with a number");
    }
    if (text.indexOf('+') >= 0) {
      return Optional.of("it has a '+', and what stands behind that is made of the build's inputs");
    }
    if (!text.equals(text.toLowerCase(Locale.ROOT))) {
      return Optional.of("it has capital letters, which FAT does not tell from small ones");
    }
    return VERSION.fault(text);
  }

  /// `/usr/lib/os-release`, which the kernel image has too: by its `IMAGE_ID` and `IMAGE_VERSION`
  /// the boot loader starts the newest system first.
  ///
  /// Source: os-release(5).
  public String osRelease() {
    return """
    ID=carafe
    NAME=Carafe
    PRETTY_NAME="Carafe %2$s (%1$s)"
    VERSION_ID=%2$s
    VARIANT_ID=%1$s
    BUILD_ID=%3$s
    IMAGE_ID=carafe-%1$s
    IMAGE_VERSION=%4$s
    """
        .formatted(variant, version, build, sortedVersion());
  }

  /// The version as the boot loader orders it: to it `1.3.0-rc.1` would be newer than `1.3.0`, and
  /// `1.3.0~rc.1` is older.
  ///
  /// Source: [UAPI.10 Version Format
  /// Specification](https://uapi-group.org/specifications/specs/version_format_specification/).
  private String sortedVersion() {
    return version.replaceFirst("-", "~");
  }

  /// `carafe-VARIANT-VERSION`.
  public String fileName() {
    return "carafe-%s-%s".formatted(variant, version);
  }
}
