package dev.carafe.image;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.verity.VeritySuperblock;
import dev.carafe.disk.verity.VerityTree;
import java.nio.ByteBuffer;

/// How the hash tree of every `/usr` is made: with one salt, so that the same `/usr` has the same
/// root hash wherever and whenever it is built.
public final class UsrVerity {
  private static final byte[] SALT = Sha256.of("carafe verity salt").bytes();

  private UsrVerity() {}

  /// What stands before the tree.
  ///
  /// @param size of the file system, in bytes
  public static VeritySuperblock superblock(String variant, long size) {
    return new VeritySuperblock(
        Derived.uuid("verity " + variant), size / VerityTree.BLOCK, ByteBuffer.wrap(SALT));
  }
}
