package dev.carafe.image.uki;

import java.util.Arrays;
import java.util.Optional;

/// What a unified kernel image can hold, in the order in which `ukify` writes it: what is small and
/// named first lies first.
///
/// Source: [UAPI.5 Unified Kernel
/// Image](https://uapi-group.org/specifications/specs/unified_kernel_image/), "UKI Components".
public enum UkiSection {
  /// `/usr/lib/os-release`: how boot menus name and sort the image.
  OS_RELEASE(".osrel", true),
  /// The kernel's command line.
  COMMAND_LINE(".cmdline", true),
  /// The kernel's version, as `uname -r` gives it.
  UNAME(".uname", true),
  /// A picture.
  SPLASH(".splash", false),
  /// The public key of signatures over measurements.
  PCR_KEY(".pcrpkey", true),
  /// The kernel: the only one that must be there.
  LINUX(".linux", false),
  /// The initrd, packed or not.
  INITRD(".initrd", false),
  /// Microcode for the processor, as a cpio archive.
  MICROCODE(".ucode", false),
  /// Signatures over measurements, as JSON: see [PcrSignature].
  PCR_SIGNATURE(".pcrsig", true),
  /// What a revocation can name. The stub and the kernel bring their own, which are merged with it.
  SBAT(".sbat", true);

  private final String sectionName;
  private final boolean text;

  UkiSection(String sectionName, boolean text) {
    this.sectionName = sectionName;
    this.text = text;
  }

  /// Its name in the file: `.linux`.
  public String sectionName() {
    return sectionName;
  }

  /// Whether it holds text.
  public boolean isText() {
    return text;
  }

  /// The section with this name.
  public static Optional<UkiSection> named(String name) {
    return Arrays.stream(values()).filter(s -> s.sectionName.equals(name)).findFirst();
  }
}
