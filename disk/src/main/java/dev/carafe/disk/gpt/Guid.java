package dev.carafe.disk.gpt;

import java.nio.ByteBuffer;
import java.util.UUID;

/// A UUID as UEFI stores it in little-endian bytes: the first three fields are turned round, the
/// rest is not. Source: UEFI 2.11, appendix A.
public final class Guid {
  private Guid() {}

  /// Writes one.
  public static void put(ByteBuffer littleEndian, int offset, UUID uuid) {
    long high = uuid.getMostSignificantBits();
    littleEndian
        .putInt(offset, (int) (high >>> 32))
        .putShort(offset + 4, (short) (high >>> 16))
        .putShort(offset + 6, (short) high)
        .putLong(offset + 8, Long.reverseBytes(uuid.getLeastSignificantBits()));
  }

  /// Reads one.
  public static UUID get(ByteBuffer littleEndian, int offset) {
    long high =
        Integer.toUnsignedLong(littleEndian.getInt(offset)) << 32
            | Short.toUnsignedLong(littleEndian.getShort(offset + 4)) << 16
            | Short.toUnsignedLong(littleEndian.getShort(offset + 6));
    return new UUID(high, Long.reverseBytes(littleEndian.getLong(offset + 8)));
  }
}
