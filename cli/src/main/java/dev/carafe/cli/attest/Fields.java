package dev.carafe.cli.attest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the fields of a structure, one after the other, and nothing beyond its end.
///
/// @param what for messages: `the quote`
record Fields(String what, ByteBuffer bytes) {

  /// A structure of a TPM, which has the highest byte of a number first.
  static Fields ofTpm(String what, byte[] bytes) {
    return new Fields(what, ByteBuffer.wrap(bytes));
  }

  /// A structure of a firmware, which has the lowest first.
  static Fields ofFirmware(String what, byte[] bytes) {
    return new Fields(what, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  int u8() {
    return Byte.toUnsignedInt(room(1).get());
  }

  int u16() {
    return Short.toUnsignedInt(room(2).getShort());
  }

  long u32() {
    return Integer.toUnsignedLong(room(4).getInt());
  }

  /// Negative where it has all 64 bits.
  long u64() {
    return room(8).getLong();
  }

  byte[] take(long count) {
    ByteBuffer room = room(count);
    byte[] taken = new byte[(int) count];
    room.get(taken);
    return taken;
  }

  /// A `TPM2B`: its size, then the bytes.
  byte[] sized() {
    return take(u16());
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  /// A number that can be no other.
  void demand(String field, long expected, long found) {
    if (found != expected) {
      throw fault("has %s 0x%x, expected 0x%x".formatted(field, found, expected));
    }
  }

  void demandEnd() {
    if (hasMore()) {
      throw fault("has %d bytes too many".formatted(bytes.remaining()));
    }
  }

  BadEvidenceException fault(String why) {
    return new BadEvidenceException(what, why);
  }

  /// The bytes from here on, at least so many.
  private ByteBuffer room(long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw fault(
          "ends at byte %d, expected %s more"
              .formatted(bytes.limit(), Long.toUnsignedString(count - bytes.remaining())));
    }
    return bytes;
  }
}
