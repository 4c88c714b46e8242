package dev.carafe.cli.attest;

import dev.carafe.disk.bytes.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What nobody could have signed before now.
///
/// @param nonce in hexadecimal
public record Challenge(String nonce) {
  private static final int BYTES = 32;

  /// Another each time.
  public static Challenge fresh() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Challenge(HexFormat.of().formatHex(bytes));
  }

  /// What a TPM is given of it.
  Sha256 digest() {
    return Sha256.of(HexFormat.of().parseHex(nonce));
  }
}
