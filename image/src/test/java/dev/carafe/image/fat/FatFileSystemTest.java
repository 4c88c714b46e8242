package dev.carafe.image.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FatFileSystemTest {
  static final int MIB = 1 << 20;
  static final FatVolume VOLUME =
      new FatVolume("ESP", 0x1234abcd, Instant.parse("2026-01-02T03:04:06Z"));
  static final List<FatFile> FILES =
      Stream.concat(
              Stream.of(
                  new FatFile("EFI/BOOT/BOOTX64.EFI", Content.of(new byte[5000])),
                  new FatFile("EFI/Linux/carafe_1.0.0+3-0.efi", Content.of("a kernel")),
                  new FatFile("EFI/Linux/carafe_1.0.1+3-0.efi", Content.of("another kernel")),
                  new FatFile("loader/loader.conf", Content.of("timeout 0\n")),
                  new FatFile("loader/empty", Content.of(""))),
              IntStream.range(0, 100)
                  .mapToObj(i -> new FatFile("many/a long name " + i, Content.of("number " + i))))
          .toList();

  @TempDir Path folder;

  static void write(Path image, long offset, long size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      FatFileSystem.write(channel, offset, size, VOLUME, FILES);
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path image = folder.resolve("image");
    write(image, MIB, 40 * MIB);
    try (FileChannel channel = FileChannel.open(image)) {
      FatContents contents = FatContents.of(channel, MIB);
      assertThat(contents.files())
          .extracting(FatContents.Item::path)
          .containsExactlyInAnyOrderElementsOf(FILES.stream().map(FatFile::path).toList());
      for (FatFile file : FILES) {
        assertThat(contents.read(file.path()).map(ByteBuffer::wrap))
            .contains(ByteBuffer.wrap(file.content().bytes()));
      }
      assertThat(contents.read("EFI/none")).isEmpty();
    }
    assertThat(Files.size(image)).isEqualTo(41 * MIB);
  }

  @Test
  void whatIsWrittenTwiceIsTheSame() throws IOException {
    write(folder.resolve("one"), 0, 40 * MIB);
    write(folder.resolve("two"), 0, 40 * MIB);
    assertThat(Files.mismatch(folder.resolve("one"), folder.resolve("two"))).isEqualTo(-1);
  }

  @Test
  void clustersAreAsLargeAsAFat32Allows() {
    assertThat(FatGeometry.forSize(40L * MIB, 0).sectorsPerCluster()).isEqualTo(1);
    assertThat(FatGeometry.forSize(160L * MIB, 0).sectorsPerCluster()).isEqualTo(4);
    assertThat(FatGeometry.forSize(1024L * MIB, 0).sectorsPerCluster()).isEqualTo(8);
  }

  @Test
  void aVolumeTooSmallForFat32IsRefused() {
    assertThatThrownBy(() -> write(folder.resolve("small"), 0, 32 * MIB))
        .isInstanceOf(VolumeTooSmallException.class)
        .hasMessageEndingWith("expected room for 65541 clusters, found 65536 sectors");
  }

  @Test
  void filesThatDoNotFitAreRefused() throws IOException {
    Path large = folder.resolve("large");
    FatFile file = new FatFile("EFI/large", new Content.FileRange(large, 0, 100L * MIB));
    try (FileChannel channel =
        FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      assertThatThrownBy(() -> FatFileSystem.write(channel, 0, 40 * MIB, VOLUME, List.of(file)))
          .isInstanceOf(VolumeFullException.class)
          .hasMessageStartingWith("could not write EFI/large: expected 104857600 bytes of room");
    }
  }

  @Test
  void differingAllocationTablesAreRefused() throws IOException {
    Path image = folder.resolve("image");
    write(image, 0, 40 * MIB);
    try (FileChannel channel =
        FileChannel.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(4), FatGeometry.forSize(40 * MIB, 0).tableOffset(1) + 12);
      assertThatThrownBy(() -> FatContents.of(channel, 0).demandEqualTables())
          .isInstanceOf(BadFatException.class)
          .hasMessageContaining("expected two equal allocation tables");
    }
  }
}
