package dev.carafe.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.image.Oracle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qcow2ImageIT {
  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"512,1", "65536,1", "1049088,3", "715128832,40", "2147483648,4"})
  void qemuFindsTheSameDiskAndNothingToMend(long size, int pieces) throws IOException {
    Path raw = folder.resolve("disk.raw");
    Path image = folder.resolve("disk.qcow2");
    write(raw, size, pieces);
    try (FileChannel source = FileChannel.open(raw);
        FileChannel target =
            FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Qcow2Image.write(ByteSource.of(source), target);
    }
    assertThat(Oracle.tool("qemu-img").run("check", "-f", "qcow2", image))
        .contains("No errors were found on the image.");
    assertThat(Oracle.tool("qemu-img").run("compare", "-f", "raw", "-F", "qcow2", raw, image))
        .contains("Images are identical.");
  }

  private static void write(Path raw, long size, int pieces) throws IOException {
    Random random = new Random(size);
    try (FileChannel out =
        FileChannel.open(
            raw,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      for (int piece = 0; piece < pieces; piece++) {
        byte[] bytes = new byte[(int) Math.min(size, 1 + random.nextInt(MIB / 2))];
        random.nextBytes(bytes);
        out.write(
            ByteBuffer.wrap(bytes), size - bytes.length - random.nextLong(size - bytes.length + 1));
      }
      if (out.size() < size) {
        out.write(ByteBuffer.allocate(1), size - 1);
      }
    }
  }
}
