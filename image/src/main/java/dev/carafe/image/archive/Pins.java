package dev.carafe.image.archive;

import java.util.Map;

/// Packages that are taken in a certain version, whatever newer ones the archive has.
///
/// @param versions by the package's name
public record Pins(Map<String, DebianVersion> versions) {
  /// Everything is taken in its newest version.
  public static final Pins NONE = new Pins(Map.of());

  public Pins {
    versions = Map.copyOf(versions);
  }

  /// Whether nothing keeps a package from being taken in its version.
  boolean allow(DebianPackage candidate) {
    return versions.getOrDefault(candidate.name(), candidate.version()).equals(candidate.version());
  }
}
