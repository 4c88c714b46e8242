package dev.carafe.disk.device;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDeviceTest {
  private static final int SIZE = 10_000;

  @TempDir Path folder;
  private FileDevice device;

  @BeforeEach
  void createDevice() throws IOException {
    device = FileDevice.create(folder.resolve("device"), SIZE);
  }

  @AfterEach
  void closeDevice() throws IOException {
    device.close();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  @Test
  void whatIsWrittenIsReadByWhoeverOpensItNext() throws IOException {
    device.write(bytes("carafe"), 4000);
    device.flush();
    try (FileDevice again = FileDevice.open(folder.resolve("device"))) {
      assertThat(again.size()).isEqualTo(SIZE);
      assertThat(again.read(3999, 8).array()).containsExactly(0, 'c', 'a', 'r', 'a', 'f', 'e', 0);
    }
  }

  @Test
  void nothingIsWrittenBeyondTheEnd() throws IOException {
    assertThatThrownBy(() -> device.write(bytes("carafe"), SIZE - 5))
        .isInstanceOf(IOException.class)
        .hasMessage("could not write 6 bytes at 9995: the device has 10000");
    assertThatThrownBy(() -> device.write(bytes("c"), -1)).isInstanceOf(IOException.class);
    assertThat(device.bytes()).containsOnly(0);
    assertThat(Files.size(folder.resolve("device"))).isEqualTo(SIZE);
  }

  @Test
  void aPartReachesNothingOutsideOfIt() throws IOException {
    BlockDevice part = device.slice(1000, 100);
    part.write(bytes("carafe"), 94);
    assertThat(device.read(1094, 6)).isEqualTo(bytes("carafe"));
    assertThat(part.read(94, 6)).isEqualTo(bytes("carafe"));
    assertThatThrownBy(() -> part.write(bytes("carafe"), 95))
        .hasMessage("could not write 6 bytes at 95: the device has 100");
    assertThatThrownBy(() -> part.read(95, 6)).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> device.slice(9950, 100)).isInstanceOf(EOFException.class);
  }

  @Test
  void aPartOfAPartCountsFromItsOwnBeginning() throws IOException {
    device.slice(1000, 100).slice(10, 20).write(bytes("c"), 3);
    assertThat(device.read(1013, 1)).isEqualTo(bytes("c"));
  }
}
