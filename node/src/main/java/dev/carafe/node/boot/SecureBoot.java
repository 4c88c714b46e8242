package dev.carafe.node.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether the firmware runs signed programs only, addons among them.
///
/// Source: [UEFI Specification](https://uefi.org/specs/UEFI/2.10/03_Boot_Manager.html), "Globally
/// Defined Variables"; [efivarfs](https://docs.kernel.org/filesystems/efivarfs.html): four bytes of
/// attributes, then the value.
///
/// @param root below which is `/sys`
public record SecureBoot(Path root) {
  private static final String VARIABLE =
      "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
  private static final int VALUE = 4;

  /// Off where it cannot be read: then the kernel's command line will tell.
  public boolean isOn() {
    try {
      byte[] variable = Files.readAllBytes(root.resolve(VARIABLE));
      return variable.length > VALUE && variable[VALUE] == 1;
    } catch (IOException _) {
      return false;
    }
  }
}
