package dev.carafe.node.update.slots;

import dev.carafe.disk.device.BlockDevice;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.node.boot.TestKernel;
import dev.carafe.node.update.SystemImage;
import dev.carafe.node.update.TestDelta;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/// A small system: twenty blocks of `/usr`, and a kernel image that starts them.
///
/// @param usr the file system
/// @param kernel the kernel image
@SuppressWarnings({"ArrayRecordComponent", "exports"}) // never compared; of tests alone
public record TestSystem(String version, byte[] usr, byte[] kernel) {
  private static final int BLOCK = 4096;
  private static final int BLOCKS = 20;

  /// One that has nothing in common with others.
  public static TestSystem of(String version) {
    byte[] usr = new byte[BLOCKS * BLOCK];
    new Random(version.hashCode()).nextBytes(usr);
    return of(version, usr);
  }

  private static TestSystem of(String version, byte[] usr) {
    return new TestSystem(version, usr, TestKernel.image(TestDelta.tree(usr).root(), version));
  }

  /// The next one: some of its blocks are the same, some are new, some zero, and in some little has
  /// changed.
  public TestSystem next(String nextVersion) {
    byte[] next = usr.clone();
    byte[] other = new byte[4 * BLOCK];
    new Random(nextVersion.hashCode()).nextBytes(other);
    System.arraycopy(other, 0, next, 4 * BLOCK, other.length);
    System.arraycopy(new byte[2 * BLOCK], 0, next, 10 * BLOCK, 2 * BLOCK);
    for (int block = 12; block < BLOCKS; block += 2) {
      next[block * BLOCK + 100] ^= 1;
    }
    return of(nextVersion, next);
  }

  VerityTree tree() {
    return TestDelta.tree(usr);
  }

  public RootHash root() {
    return tree().root();
  }

  SystemImage image() {
    return new SystemImage(Version.of(version), "plain", "x86_64", root());
  }

  /// Puts it onto a disk.
  void writeTo(BlockDevice disk, Slot slot) throws IOException {
    disk.write(ByteBuffer.wrap(usr), slot.data().offset());
    tree().writeTo(disk.slice(slot.hash().offset(), slot.hash().size()));
  }
}
