package dev.carafe.image.verity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.content.Content.FileRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerityTreeTest {
  static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  static final byte[] SALT = {1, 2, 3};
  private static final int BLOCKS = 300;

  @TempDir Path folder;
  private Path data;
  private Path hash;
  private RootHash root;

  @BeforeEach
  void writeTree() throws IOException {
    data = Files.write(folder.resolve("data"), random(BLOCKS));
    hash = folder.resolve("hash");
    root = VerityTree.write(whole(data), SALT, ID, hash);
  }

  static byte[] random(int blocks) {
    byte[] bytes = new byte[blocks * VerityTree.BLOCK];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  static FileRange whole(Path file) throws IOException {
    return new FileRange(file, 0, Files.size(file));
  }

  private VerityVerdict verify() throws IOException {
    return VerityTree.verify(whole(data), whole(hash), root);
  }

  private static void flip(Path file, long offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) offset] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void whatIsWrittenIsIntact() throws IOException {
    assertThat(verify()).isEqualTo(new VerityVerdict.Intact());
    VerityTree tree = VerityTree.read(whole(hash));
    assertThat(tree.root()).isEqualTo(root);
    assertThat(tree.superblock().uuid()).isEqualTo(ID);
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
    assertThat(VerityTree.verify(whole(data), whole(hash), other))
        .isEqualTo(new VerityVerdict.OtherRoot(other, root));
  }

  @Test
  void aCutTreeIsRefused() {
    assertThatThrownBy(() -> VerityTree.verify(whole(data), new FileRange(hash, 0, 8192), root))
        .isInstanceOf(BadVerityException.class)
        .hasMessage("could not read the verity tree: expected 5 blocks, found 8192 bytes");
  }

  @Test
  void anotherSuperblockIsRefused() throws IOException {
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
