package dev.carafe.node.boot;

import java.nio.file.Path;

/// Whether the firmware runs signed programs only, addons among them.
///
/// Source: [UEFI Specification](https://uefi.org/specs/UEFI/2.10/03_Boot_Manager.html), "Globally
/// Defined Variables".
///
/// @param root below which is `/sys`
public record SecureBoot(Path root) {
  private static final String VARIABLE = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";

  /// Off where it cannot be read: then the kernel's command line will tell.
  public boolean isOn() {
    return new EfiVariable(root, VARIABLE)
        .value()
        .filter(value -> value.length > 0 && value[0] == 1)
        .isPresent();
  }
}
