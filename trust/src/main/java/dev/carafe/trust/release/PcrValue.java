package dev.carafe.trust.release;

import java.util.Comparator;

/// What a register of the TPM will hold when a release has booted.
///
/// @param register 0 to 23
/// @param phase of the boot, as systemd calls it: `enter-initrd`; empty before the first
/// @param sha256 the value in the bank of SHA-256, 64 hexadecimal digits in lower case
///
///   Source:
///   [systemd-measure(1)](https://www.freedesktop.org/software/systemd/man/latest/systemd-measure.html).
public record PcrValue(int register, String phase, String sha256) {
  static final int HIGHEST = 23;
  static final Comparator<PcrValue> ORDER =
      Comparator.comparingInt(PcrValue::register).thenComparing(PcrValue::phase);

  public PcrValue {
    Names.demand(sha256, Names.digestFault(sha256));
    if (register < 0 || register > HIGHEST) {
      throw new IllegalArgumentException("there is no register " + register);
    }
    if (!phase.isEmpty()) {
      Names.demand(phase, Names.wordFault(phase));
    }
  }
}
