package dev.carafe.disk.bytes;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/// A way to compute SHA-256 digests of what is in memory. By any number of threads at once.
public interface Digests {
  /// The size of a digest, in bytes.
  int SIZE = 32;

  /// By Java's own code. It knows the processor's instructions where the virtual machine has its
  /// second compiler, and is ten times as slow as those where it has not.
  Digests OF_JAVA = Digests::write;

  /// Writes the digest of what remains in `content`, a direct buffer, to `into` from `at` on.
  void digest(ByteBuffer content, byte[] into, int at);

  /// The digest of what remains in a direct buffer, which stays as it is.
  default Sha256 of(ByteBuffer content) {
    byte[] raw = new byte[SIZE];
    digest(content, raw, 0);
    return Sha256.of(raw, 0);
  }

  private static void write(ByteBuffer content, byte[] into, int at) {
    MessageDigest digest = Sha256.digest();
    digest.update(content.duplicate());
    try {
      digest.digest(into, at, SIZE);
    } catch (DigestException e) {
      throw new IllegalStateException("a digest has " + SIZE + " bytes", e);
    }
  }
}
