package dev.carafe.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Qcow2ImageTest {
  private static final int CLUSTER = Qcow2Image.CLUSTER;

  @TempDir Path folder;

  private ByteBuffer write(byte[] disk) throws IOException {
    Path file = Files.createTempFile(folder, "disk", ".qcow2");
    try (FileChannel target = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Qcow2Image.write(ByteSource.of(disk), target);
    }
    return ByteBuffer.wrap(Files.readAllBytes(file));
  }

  private static byte[] diskWithOnePiece() {
    byte[] disk = new byte[160 * CLUSTER + 512];
    Arrays.fill(disk, 80 * CLUSTER, 81 * CLUSTER, (byte) 7);
    return disk;
  }

  @Test
  void onlyWhatIsNotZeroTakesRoom() throws IOException {
    ByteBuffer image = write(diskWithOnePiece());
    // Header, data, L2 table, L1 table, reference counts, their table.
    assertThat(image.capacity()).isEqualTo(6 * CLUSTER);
    assertThat(image.slice(CLUSTER, CLUSTER))
        .isEqualTo(ByteBuffer.wrap(diskWithOnePiece(), 80 * CLUSTER, CLUSTER));
  }

  @Test
  void tablesLeadToTheData() throws IOException {
    ByteBuffer image = write(diskWithOnePiece());
    assertThat(image.getLong(24)).isEqualTo(160 * CLUSTER + 512);
    long l2 = image.getLong((int) image.getLong(40)) & Long.MAX_VALUE;
    assertThat(image.getLong((int) l2 + 80 * Long.BYTES)).isEqualTo(CLUSTER | Long.MIN_VALUE);
    assertThat(image.getLong((int) l2 + 81 * Long.BYTES)).isZero();
  }

  @Test
  void sameDiskGivesTheSameBytes() throws IOException {
    assertThat(write(diskWithOnePiece())).isEqualTo(write(diskWithOnePiece()));
  }

  @Test
  void halfSectorIsRefused() {
    assertThatThrownBy(() -> write(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write(new byte[700]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not one or more sectors: 700 bytes");
  }
}
