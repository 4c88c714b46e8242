package dev.carafe.cli.attest;

import dev.carafe.disk.bytes.Sha256;
import java.util.HexFormat;

/// What a TPM has signed of its registers.
///
/// Source: TPM 2.0 Library, Part 2, sections "TPMS_ATTEST", "TPMS_QUOTE_INFO",
/// "TPML_PCR_SELECTION".
///
/// @param signer what the TPM calls the key, in hexadecimal
/// @param nonce what it was given to sign with
/// @param registers the digest of registers 0 to 15
record Quote(String signer, Sha256 nonce, Sha256 registers) {
  private static final long GENERATED_BY_A_TPM = 0xff544347L;
  private static final int QUOTE = 0x8018;
  private static final int SHA_256 = 0xb;
  private static final int DIGEST = 32;

  /// Registers 0 to 15, the first in the lowest bit of the first byte.
  private static final int SELECTED = 0xffff00;

  /// Reads a `TPMS_ATTEST`.
  ///
  /// @throws BadEvidenceException where it is no quote, or one of other registers
  static Quote of(byte[] bytes) {
    Fields fields = Fields.ofTpm("the quote", bytes);
    fields.demand("magic", GENERATED_BY_A_TPM, fields.u32());
    fields.demand("type", QUOTE, fields.u16());
    String signer = HexFormat.of().formatHex(fields.sized());
    Sha256 nonce = digest(fields);
    long _ = fields.u64(); // the clock
    long _ = fields.u32(); // how often the machine was started
    long _ = fields.u32(); // how often it has woken up since
    int _ = fields.u8(); // whether the clock never went back
    long _ = fields.u64(); // the version of the TPM's firmware
    fields.demand("banks", 1, fields.u32());
    fields.demand("bank", SHA_256, fields.u16());
    fields.demand("bytes of selection", 3, fields.u8());
    fields.demand("selection", SELECTED, (fields.u8() << 16) | fields.u16());
    Sha256 registers = digest(fields);
    fields.demandEnd();
    return new Quote(signer, nonce, registers);
  }

  private static Sha256 digest(Fields fields) {
    byte[] bytes = fields.sized();
    fields.demand("size of a digest", DIGEST, bytes.length);
    return Sha256.of(bytes, 0);
  }
}
