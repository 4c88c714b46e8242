package dev.carafe.image;

import dev.carafe.disk.bytes.Sha256;
import java.nio.ByteBuffer;
import java.util.UUID;

/// Identifiers that are the same for the same inputs.
final class Derived {
  private Derived() {}

  /// A GUID of RFC 9562's version 8, made of a text's digest.
  static UUID uuid(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Sha256.of("carafe " + text).bytes());
    long most = (bytes.getLong() & ~0xf000L) | 0x8000L;
    long least = (bytes.getLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(most, least);
  }
}
