package dev.carafe.image.erofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErofsFileSystemTest {
  private static final int SUPERBLOCK = 1024;

  private static ErofsFileSystem small() throws IOException {
    return ErofsFileSystem.of(ByteSource.of(SmallErofs.bytes()));
  }

  private static ErofsEntry entry(String path) throws IOException {
    return small().entry(path).orElseThrow();
  }

  private static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 7 + i / 251);
    }
    return bytes;
  }

  @Test
  void nameAndSizeAreInTheSuperblock() throws IOException {
    assertThat(small().uuid()).isEqualTo(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
    assertThat(small().size()).isEqualTo(32768);
  }

  @Test
  void directoryStandsBeforeWhatIsInIt() throws IOException {
    List<String> paths = small().entries().stream().map(ErofsEntry::path).toList();
    assertThat(paths).hasSize(121).doesNotHaveDuplicates().startsWith("", "bin", "bin/bash");
    assertThat(paths)
        .containsSubsequence(
            "lib/grüße", "many", "many/a-name-long-enough-to-fill-a-block-with-few-099");
  }

  @ParameterizedTest
  @CsvSource({
    "empty,0",
    "one-byte,1",
    "block,4096",
    "block-and-one,4097",
    "two-blocks-and-more,9000"
  })
  void contentIsReadWhereverItIs(String name, int size) throws IOException {
    assertThat(entry("lib/" + name))
        .isInstanceOfSatisfying(
            ErofsEntry.RegularFile.class,
            file ->
                assertThat(file.content())
                    .extracting(ErofsFileSystemTest::bytes)
                    .isEqualTo(pattern(size)));
  }

  private static byte[] bytes(ByteSource source) {
    try {
      return source.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void contentIsReadFromAnywhereOn() throws IOException {
    ErofsEntry.RegularFile file = (ErofsEntry.RegularFile) entry("lib/two-blocks-and-more");
    byte[] expected = Arrays.copyOfRange(pattern(9000), 8000, 8900);
    assertThat(file.content().read(8000, 900).array()).isEqualTo(expected);
    assertThat(file.content().slice(8100, 800).read(100, 700).array())
        .isEqualTo(Arrays.copyOfRange(expected, 200, 900));
  }

  @Test
  void linksPipesAndPermissionsAreTold() throws IOException {
    assertThat(entry("lib/link"))
        .isEqualTo(new ErofsEntry.Symlink("lib/link", 0777, Owner.ROOT, "../lib/one-byte"));
    assertThat(entry("lib/pipe")).isInstanceOf(ErofsEntry.Special.class);
    assertThat(entry("lib/set-uid").mode()).isEqualTo(04755);
    assertThat(entry("lib/other").owner()).isEqualTo(new Owner(100_000, 7));
  }

  @Test
  void blocksOfFilesAreTold() throws IOException {
    List<ErofsExtent> extents = small().extents();
    assertThat(extents).extracting(ErofsExtent::path).contains("lib/block", "many");
    assertThat(extents).extracting(ErofsExtent::path).doesNotContain("lib/empty", "lib/pipe");
    byte[] image = SmallErofs.bytes();
    for (ErofsExtent extent : extents) {
      if (entry(extent.path()) instanceof ErofsEntry.RegularFile file) {
        int size = (int) Math.min(file.content().size(), extent.blocks() * 4096);
        assertThat(file.content().read(0, size).array())
            .isEqualTo(Arrays.copyOfRange(image, at(extent), at(extent) + size));
      }
    }
  }

  private static int at(ErofsExtent extent) {
    return (int) extent.first() * 4096;
  }

  @Test
  void absentPathIsAbsent() throws IOException {
    assertThat(small().entry("lib/absent")).isEmpty();
  }

  @Test
  void otherBytesAreRefused() {
    assertThatThrownBy(() -> ErofsFileSystem.of(ByteSource.of(new byte[4096])))
        .isInstanceOf(BadErofsException.class)
        .hasMessage("could not read the erofs: expected magic 0xe0f5e1e2, found 0x0");
  }

  @Test
  void damagedSuperblockIsRefused() throws IOException {
    byte[] image = SmallErofs.bytes();
    image[SUPERBLOCK + 50] ^= 1;
    assertThatThrownBy(() -> ErofsFileSystem.of(ByteSource.of(image)))
        .isInstanceOf(BadErofsException.class)
        .hasMessageContaining("superblock checksum");
  }

  @Test
  void compressedFileIsRefused() throws IOException {
    byte[] image = SmallErofs.withoutChecksum();
    int root = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getShort(SUPERBLOCK + 14);
    image[root * 32] |= 3 << 1;
    assertThatThrownBy(() -> ErofsFileSystem.of(ByteSource.of(image)).entries())
        .isInstanceOf(BadErofsException.class)
        .hasMessageEndingWith("expected data layout 0 or 2, uncompressed, found 3");
  }

  @Test
  void damagedImageIsReadOrRefused() throws IOException {
    Random random = new Random(1);
    byte[] whole = SmallErofs.withoutChecksum();
    for (int i = 0; i < 300; i++) {
      byte[] image = whole.clone();
      image[random.nextInt(SUPERBLOCK + 128, whole.length)] = (byte) random.nextInt();
      readOrRefuse(image);
    }
  }

  private static void readOrRefuse(byte[] image) throws IOException {
    try {
      for (ErofsEntry entry : ErofsFileSystem.of(ByteSource.of(image)).entries()) {
        if (entry instanceof ErofsEntry.RegularFile file) {
          assertThat(file.content().bytes()).hasSize((int) file.content().size());
        }
      }
    } catch (BadErofsException e) {
      assertThat(e).hasMessageStartingWith("could not read the erofs: ");
    }
  }
}
