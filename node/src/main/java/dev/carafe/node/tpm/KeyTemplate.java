package dev.carafe.node.tpm;

/// What the attestation key is: P-256, and it signs nothing but what the TPM says of itself.
///
/// A TPM makes primary keys of a seed that it keeps for each hierarchy, and of their template: the
/// same template is the same key, at each boot, until somebody exchanges the seed.
///
/// Source: TPM 2.0 Library, Part 1, section "Primary Seeds"; Part 2, sections "TPMA_OBJECT",
/// "TPMT_PUBLIC", "TPMS_ECC_PARMS".
final class KeyTemplate {
  private static final int ECC = 0x23;
  private static final int SHA_256 = 0xb;
  private static final int ECDSA = 0x18;
  private static final int NONE = 0x10;
  private static final int P_256 = 3;

  /// It never leaves the TPM, nor moves to another parent in it.
  private static final int FIXED = 1 << 1 | 1 << 4;

  /// The TPM itself has made it.
  private static final int SENSITIVE_DATA_ORIGIN = 1 << 5;

  private static final int USER_WITH_AUTH = 1 << 6;

  /// Somebody's wrong passwords do not lock what has an empty one.
  private static final int NO_DICTIONARY_ATTACK = 1 << 10;

  /// It signs no bytes that the TPM was given and that could be taken for its own.
  private static final int RESTRICTED = 1 << 16;

  private static final int SIGN = 1 << 18;

  private KeyTemplate() {}

  /// A `TPMT_PUBLIC` with an empty point.
  static byte[] bytes() {
    byte[] empty = {};
    return new Marshaller()
        .u16(ECC)
        .u16(SHA_256)
        .u32(
            FIXED
                | SENSITIVE_DATA_ORIGIN
                | USER_WITH_AUTH
                | NO_DICTIONARY_ATTACK
                | RESTRICTED
                | SIGN)
        .sized(empty) // no policy
        .u16(NONE) // encrypts nothing
        .u16(ECDSA)
        .u16(SHA_256)
        .u16(P_256)
        .u16(NONE) // derives nothing
        .sized(empty)
        .sized(empty)
        .bytes();
  }
}
