package dev.carafe.image.manifest;

/// What a build of the system is called.
///
/// @param build names the inputs: two builds with the same are the same bytes
public record SystemName(String variant, String version, String build) {

  /// `/usr/lib/os-release`. Source: os-release(5).
  public String osRelease() {
    return """
    ID=carafe
    NAME=Carafe
    PRETTY_NAME="Carafe %2$s (%1$s)"
    VERSION_ID=%2$s
    VARIANT_ID=%1$s
    BUILD_ID=%3$s
    IMAGE_ID=carafe-%1$s
    IMAGE_VERSION=%2$s
    """
        .formatted(variant, version, build);
  }

  /// `carafe-VARIANT-VERSION`.
  public String fileName() {
    return "carafe-%s-%s".formatted(variant, version);
  }
}
