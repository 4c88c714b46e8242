package dev.carafe.disk.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.device.BlockDevice;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VeritySuperblock;
import dev.carafe.disk.verity.VerityTree;
import java.io.IOException;

/// What a delta leads to.
public sealed interface DeltaTarget {
  /// What its digest stands for all of.
  Sha256 digest();

  /// How long it is, in bytes.
  long size();

  /// How many blocks are made: the last one of a file is filled up with zeros.
  default long blocks() {
    return Math.ceilDiv(size(), Extent.BLOCK);
  }

  /// A file system under dm-verity.
  ///
  /// @param superblock what stands before its hash tree; the salt has 32 bytes
  record FileSystem(RootHash root, VeritySuperblock superblock) implements DeltaTarget {
    /// The size of the salt.
    public static final int SALT = 32;

    public FileSystem {
      long blocks = superblock.dataBlocks();
      if (blocks < 2 || blocks > Extent.END) {
        throw new IllegalArgumentException(
            "expected 2 to %d blocks of the target, found %d".formatted(Extent.END, blocks));
      }
      if (superblock.salt().remaining() != SALT) {
        throw new IllegalArgumentException(
            "expected a salt of %d bytes, found %d".formatted(SALT, superblock.salt().remaining()));
      }
    }

    @Override
    public Sha256 digest() {
      return root.digest();
    }

    @Override
    public long size() {
      return superblock.dataBlocks() * Extent.BLOCK;
    }

    /// Computes the hash tree over all that was made, and writes it where its root is the right
    /// one.
    ///
    /// @param digests by which it is computed
    /// @param destination what was written to; may be longer
    /// @throws WrongTargetException where the root is another; nothing is written then
    public void complete(Digests digests, ByteSource destination, BlockDevice hash)
        throws IOException {
      VerityTree tree = VerityTree.over(digests, destination.slice(0, size()), superblock);
      WrongTargetException.demand("root hash", root.digest(), tree.root().digest());
      tree.writeTo(hash);
      hash.flush();
    }
  }

  /// A file.
  record File(Sha256 digest, long size) implements DeltaTarget {
    public File {
      if (size < 1 || size > Extent.END * Extent.BLOCK) {
        throw new IllegalArgumentException("expected the size of a target, found " + size);
      }
    }

    /// Holds all that was made against the digest.
    ///
    /// @param destination what was written to; may be longer
    /// @throws WrongTargetException where it is another
    public void complete(ByteSource destination) throws IOException {
      WrongTargetException.demand("digest", digest, destination.slice(0, size).digest());
    }
  }
}
