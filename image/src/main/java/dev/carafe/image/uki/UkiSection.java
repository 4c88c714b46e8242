package dev.carafe.image.uki;

/// The sections of a unified kernel image in the order in which they are measured.
///
/// Source: [UAPI.5 Unified Kernel
/// Image](https://uapi-group.org/specifications/specs/unified_kernel_image/).
public enum UkiSection {
  LINUX(".linux"),
  OSREL(".osrel"),
  CMDLINE(".cmdline"),
  INITRD(".initrd"),
  UNAME(".uname"),
  SBAT(".sbat");

  private final String label;

  UkiSection(String label) {
    this.label = label;
  }

  /// The section's name in the section table.
  public String label() {
    return label;
  }
}
