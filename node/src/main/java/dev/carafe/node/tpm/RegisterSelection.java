package dev.carafe.node.tpm;

/// Registers 0 to 15 in the bank of SHA-256, or some of them: those that nothing but a reset of the
/// machine sets to zero.
///
/// Source: TPM 2.0 Library, Part 2, section "TPML_PCR_SELECTION"; TCG PC Client Platform TPM
/// Profile, section "PCR Attributes".
///
/// @param bits the lowest for register 0
record RegisterSelection(int bits) {
  /// How many there are.
  static final int COUNT = 16;

  static final RegisterSelection ALL = new RegisterSelection((1 << COUNT) - 1);
  private static final int SHA_256 = 0xb;
  private static final int BYTES = 3;

  byte[] marshalled() {
    return new Marshaller()
        .u32(1)
        .u16(SHA_256)
        .u8(BYTES)
        .u8(bits)
        .u8(bits >>> 8)
        .u8(bits >>> 16)
        .bytes();
  }

  /// @throws TpmException where the TPM has chosen another bank
  static RegisterSelection of(Unmarshaller answer) {
    int bits = 0;
    int banks = answer.u32();
    if (banks != 1 || answer.u16() != SHA_256) {
      throw answer.fault("gives no registers of the bank of SHA-256: the TPM has none");
    }
    int bytes = answer.u8();
    for (int i = 0; i < bytes; i++) {
      bits |= answer.u8() << (8 * i);
    }
    return new RegisterSelection(bits);
  }

  boolean isEmpty() {
    return bits == 0;
  }

  boolean has(int register) {
    return ((bits >>> register) & 1) == 1;
  }

  RegisterSelection without(RegisterSelection others) {
    return new RegisterSelection(bits & ~others.bits);
  }
}
