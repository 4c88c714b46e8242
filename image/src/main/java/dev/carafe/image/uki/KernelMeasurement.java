package dev.carafe.image.uki;

import dev.carafe.disk.bytes.Sha256;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// What register 11 of a machine's TPM holds once the boot stub has measured a unified kernel
/// image: known from the image alone, before any machine has started it.
///
/// Of each section that is there, its name with a zero behind it is measured, then its content. A
/// measurement replaces the register by the digest of what it held and the digest of what is
/// measured.
///
/// Source: [UAPI.5 Unified Kernel
/// Image](https://uapi-group.org/specifications/specs/unified_kernel_image/), "UKI TPM PCR
/// Measurements"; systemd-measure(1).
public final class KernelMeasurement {
  /// As they are measured, which is not as they lie in the file.
  private static final List<UkiSection> ORDER =
      List.of(
          UkiSection.LINUX,
          UkiSection.OS_RELEASE,
          UkiSection.COMMAND_LINE,
          UkiSection.INITRD,
          UkiSection.MICROCODE,
          UkiSection.SPLASH,
          UkiSection.UNAME,
          UkiSection.SBAT,
          UkiSection.PCR_KEY);

  /// What a register holds before anything was measured.
  public static final Sha256 AT_POWER_ON = new Sha256("0".repeat(64));

  private KernelMeasurement() {}

  /// The register's content, in the bank of SHA-256.
  public static Sha256 of(UkiContents image) {
    Sha256 register = AT_POWER_ON;
    for (UkiSection kind : ORDER) {
      Optional<UkiContents.Section> section = image.section(kind);
      if (section.isPresent()) {
        register = extended(register, Sha256.of(kind.sectionName() + "\0"));
        register = extended(register, section.get().digest());
      }
    }
    return register;
  }

  /// A register's content after one more measurement.
  public static Sha256 extended(Sha256 register, Sha256 measured) {
    MessageDigest digest = Sha256.digest();
    digest.update(register.bytes());
    digest.update(measured.bytes());
    return Sha256.of(digest.digest(), 0);
  }
}
