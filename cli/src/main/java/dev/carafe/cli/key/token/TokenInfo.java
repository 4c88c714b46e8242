package dev.carafe.cli.key.token;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// What a module says of a token.
///
/// Source: [PKCS #11 2.40](https://docs.oasis-open.org/pkcs11/pkcs11-base/v2.40/), section 3.2,
/// `CK_TOKEN_INFO`.
record TokenInfo(
    long slot, String label, String manufacturer, String model, String serial, long flags) {
  static final long SIZE = 208;

  private static final long LOGIN_REQUIRED = 0x4;
  private static final long OWN_PIN_PAD = 0x100;

  /// @param struct as the module has filled it in
  static TokenInfo read(long slot, MemorySegment struct) {
    return new TokenInfo(
        slot,
        padded(struct, 0, 32),
        padded(struct, 32, 32),
        padded(struct, 64, 16),
        padded(struct, 80, 16),
        struct.get(ValueLayout.JAVA_LONG, 96));
  }

  private static String padded(MemorySegment struct, long at, int length) {
    byte[] bytes = struct.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
  }

  boolean needsLogin() {
    return (flags & LOGIN_REQUIRED) != 0;
  }

  /// Whether the PIN is typed on the token itself.
  boolean hasPinPad() {
    return (flags & OWN_PIN_PAD) != 0;
  }
}
