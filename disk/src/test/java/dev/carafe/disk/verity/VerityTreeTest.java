package dev.carafe.disk.verity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.device.RecordingDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerityTreeTest {
  private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final int BLOCKS = 300;
  private static final VeritySuperblock SUPERBLOCK =
      new VeritySuperblock(ID, BLOCKS, ByteBuffer.wrap(new byte[] {1, 2, 3}));

  private final byte[] data = random();
  private byte[] hash;
  private RootHash root;

  @BeforeEach
  void writeTree() throws IOException {
    VerityTree tree = VerityTree.over(ByteSource.of(data), SUPERBLOCK);
    RecordingDevice device = RecordingDevice.of(new byte[(int) tree.size()]);
    tree.writeTo(device);
    hash = device.content();
    root = tree.root();
  }

  private static byte[] random() {
    byte[] bytes = new byte[BLOCKS * VerityTree.BLOCK];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private VerityVerdict verify() throws IOException {
    return VerityTree.verify(ByteSource.of(data), ByteSource.of(hash), root);
  }

  private static void flip(byte[] bytes, int offset) {
    bytes[offset] ^= 1;
  }

  @Test
  void whatIsWrittenIsIntact() throws IOException {
    assertThat(verify()).isEqualTo(new VerityVerdict.Intact());
    VerityTree tree = VerityTree.read(ByteSource.of(hash));
    assertThat(tree.root()).isEqualTo(root);
    assertThat(tree.superblock().uuid()).isEqualTo(ID);
  }

  @Test
  void otherBlocksThanTheSuperblockCountsAreRefused() {
    ByteSource fewer = ByteSource.of(new byte[299 * VerityTree.BLOCK]);
    assertThatThrownBy(() -> VerityTree.over(fewer, SUPERBLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("found 300 blocks in 1224704 bytes");
  }

  @Test
  void aFileIsHashedIntoAFile(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("data"), data);
    Path tree = folder.resolve("hash");
    assertThat(VerityTree.write(file, SUPERBLOCK, tree)).isEqualTo(root);
    assertThat(tree).hasBinaryContent(hash);
  }

  @Test
  void whatFollowsTheHashedBlocksIsNotLookedAt() throws IOException {
    byte[] longer = Arrays.copyOf(data, data.length + 5 * VerityTree.BLOCK);
    assertThat(VerityTree.verify(ByteSource.of(longer), ByteSource.of(hash), root))
        .isEqualTo(new VerityVerdict.Intact());
  }

  @Test
  void aFlippedBitOfTheDataIsFound() throws IOException {
    flip(data, 17 * VerityTree.BLOCK + 5);
    flip(data, 250 * VerityTree.BLOCK);
    assertThat(verify()).isEqualTo(new VerityVerdict.DamagedData(17));
  }

  @Test
  void aFlippedBitOfTheTreeIsFound() throws IOException {
    flip(hash, 3 * VerityTree.BLOCK + 7);
    assertThat(verify()).isEqualTo(new VerityVerdict.DamagedTree(0, 3));
  }

  @Test
  void anotherRootIsFound() throws IOException {
    RootHash other = RootHash.of("ab".repeat(32));
    assertThat(VerityTree.verify(ByteSource.of(data), ByteSource.of(hash), other))
        .isEqualTo(new VerityVerdict.OtherRoot(other, root));
  }

  @Test
  void aCutTreeIsRefused() {
    hash = Arrays.copyOf(hash, 8192);
    assertThatThrownBy(this::verify)
        .isInstanceOf(BadVerityException.class)
        .hasMessage("could not read the verity tree: expected 5 blocks, found 8192 bytes");
  }

  @Test
  void anotherSuperblockIsRefused() {
    flip(hash, 8);
    assertThatThrownBy(this::verify)
        .hasMessage("could not read the verity tree: expected version 1, found 0");
  }

  @Test
  void partitionsAreNamedByTheRoot() {
    RootHash hash = RootHash.of("00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef");
    assertThat(hash.dataPartition()).isEqualTo(ID);
    assertThat(hash.hashPartition())
        .isEqualTo(UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));
  }
}
