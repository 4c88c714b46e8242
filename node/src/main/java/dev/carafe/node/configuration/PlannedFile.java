package dev.carafe.node.configuration;

import java.util.Optional;

/// A configuration file as it should be.
///
/// @param name what the schema calls it
/// @param path absolute
/// @param text what should be in it; empty where there should be no file but the image's own
/// @param mode its permissions, as in `chmod`
public record PlannedFile(String name, String path, Optional<String> text, int mode) {

  /// The same, unwanted.
  PlannedFile gone() {
    return new PlannedFile(name, path, Optional.empty(), mode);
  }

  /// Whether it is the kernel's: written to in place, and never taken away.
  boolean isKernels() {
    return path.startsWith("/proc/") || path.startsWith("/sys/");
  }
}
