package dev.carafe.disk.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecordingDeviceTest {
  private static final int SECTOR = BlockDevice.SECTOR;

  private final RecordingDevice device = RecordingDevice.of(new byte[4 * SECTOR]);

  private void write(int sector, String letters) throws IOException {
    byte[] bytes = new byte[letters.length() * SECTOR];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) letters.charAt(i / SECTOR);
    }
    device.write(ByteBuffer.wrap(bytes), (long) sector * SECTOR);
  }

  private Set<String> disks() throws IOException {
    Set<String> disks = new TreeSet<>();
    device.everyCut((_, disk) -> disks.add(letters(disk.content())));
    return disks;
  }

  private static String letters(byte[] disk) {
    StringBuilder letters = new StringBuilder();
    for (int at = 0; at < disk.length; at += SECTOR) {
      letters.append(disk[at] == 0 ? '-' : (char) disk[at]);
    }
    return letters.toString();
  }

  @Test
  void whatWasNotFlushedIsThereOrNot() throws IOException {
    write(0, "a");
    write(2, "b");
    assertThat(disks()).containsExactly("----", "--b-", "a---", "a-b-");
  }

  @Test
  void whatWasFlushedIsThere() throws IOException {
    write(0, "a");
    device.flush();
    write(2, "b");
    assertThat(disks()).containsExactly("----", "a---", "a-b-");
  }

  @Test
  void aWriteOfSeveralSectorsIsTorn() throws IOException {
    write(0, "abcd");
    assertThat(disks()).containsExactly("----", "--cd", "a-c-", "ab--", "abcd");
  }

  @Test
  void writesToOnePlaceChangeTheirOrder() throws IOException {
    write(0, "ab");
    write(1, "c");
    assertThat(disks()).contains("ab--", "ac--");
  }

  @Test
  void manyWritesAreSampled() throws IOException {
    for (int i = 0; i < 20; i++) {
      write(i % 4, String.valueOf((char) ('a' + i)));
    }
    assertThat(disks()).contains("a---", "qrst").hasSizeGreaterThan(100);
  }
}
