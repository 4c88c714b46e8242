package dev.carafe.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ext4InodesTest {
  private static final int META_BG = 0x10;
  private static final int WIDE = 0x80;

  @TempDir private Path folder;

  /// The fields that count, of a file system with a block of that size and three groups.
  private Path device(int logBlock, int features, int descriptorSize, int... free)
      throws IOException {
    ByteBuffer disk = ByteBuffer.allocate(64 << 10).order(ByteOrder.LITTLE_ENDIAN);
    int block = 1024 << logBlock;
    disk.putInt(1024, 2000 * free.length);
    disk.putInt(1024 + 0x14, logBlock == 0 ? 1 : 0);
    disk.putInt(1024 + 0x18, logBlock);
    disk.putInt(1024 + 0x28, 2000);
    disk.putShort(1024 + 0x38, (short) 0xEF53);
    disk.putInt(1024 + 0x60, features);
    disk.putShort(1024 + 0xFE, (short) descriptorSize);
    int table = logBlock == 0 ? 2 * block : block;
    int size = (features & WIDE) != 0 ? descriptorSize : 32;
    for (int group = 0; group < free.length && table < disk.capacity(); group++) {
      disk.putShort(table + group * size + 0x0E, (short) free[group]);
      if (size >= 64) {
        disk.putShort(table + group * size + 0x2E, (short) (free[group] >> 16));
      }
    }
    return Files.write(folder.resolve("disk"), disk.array());
  }

  @Test
  void theFreeOnesOfAllGroupsAreCounted() throws IOException {
    assertThat(Ext4Inodes.of(device(2, WIDE, 64, 1500, 0, 65_000)))
        .contains(new Ext4Inodes.Count(6000, 66_500));
    assertThat(Ext4Inodes.of(device(0, 0, 0, 10, 20))).contains(new Ext4Inodes.Count(4000, 30));
    assertThat(Ext4Inodes.of(device(2, WIDE, 64, 1 << 16)))
        .contains(new Ext4Inodes.Count(2000, 1 << 16));
  }

  @Test
  void anythingElseHasNoCount() throws IOException {
    assertThat(Ext4Inodes.of(device(2, META_BG, 64, 1))).isEmpty();
    assertThat(Ext4Inodes.of(device(9, 0, 64, 1))).isEmpty();
    assertThat(Ext4Inodes.of(device(2, WIDE, 8, 1))).isEmpty();
    assertThat(Ext4Inodes.of(Files.write(folder.resolve("short"), new byte[1500]))).isEmpty();
    assertThat(Ext4Inodes.of(Files.write(folder.resolve("zeros"), new byte[9000]))).isEmpty();
    assertThat(Ext4Inodes.of(folder.resolve("absent"))).isEmpty();
  }
}
