package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLogTest {
  private static final int SECTOR = 512;
  private static final int SECTORS = 16;

  @TempDir Path folder;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private Path disk = Path.of("disk");
  private int entries;

  @BeforeEach
  void makeDisk() throws IOException {
    disk = Files.write(folder.resolve("disk"), new byte[SECTORS * SECTOR]);
  }

  private void write(int sector, int sectors, int value) {
    entry(sector, sectors, 0);
    byte[] data = new byte[sectors * SECTOR];
    Arrays.fill(data, (byte) value);
    log.writeBytes(data);
  }

  private void flush() {
    entry(0, 0, 1);
  }

  private void entry(long sector, long sectors, long flags) {
    entries++;
    ByteBuffer entry = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    log.writeBytes(entry.putLong(sector).putLong(sectors).putLong(flags).array());
  }

  /// @param counted how many entries the log's head knows of
  private WriteLog read(int counted) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(0x6a736677736872L).putLong(1).putLong(counted).putInt(SECTOR);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.array());
    all.writeBytes(log.toByteArray());
    return WriteLog.read(Files.write(folder.resolve("log"), all.toByteArray()));
  }

  /// The first byte of each sector.
  private byte[] disk() throws IOException {
    byte[] all = Files.readAllBytes(disk);
    byte[] firsts = new byte[all.length / SECTOR];
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = all[i * SECTOR];
    }
    return firsts;
  }

  @Test
  void whatWasFlushedIsAlwaysThere() throws IOException {
    write(2, 3, 7);
    write(4, 1, 8);
    flush();
    for (int seed = 0; seed < 20; seed++) {
      var remains = read(entries).leaveOn(disk, new Random(seed));
      assertThat(disk()).startsWith(0, 0, 7, 7, 8, 0);
      assertThat(remains).isEqualTo(new WriteLog.Remains(2, 0, 0, 0));
    }
  }

  @Test
  void whatWasNotFlushedMayBeThereInPartOrNotAtAll() throws IOException {
    write(0, 1, 1);
    flush();
    int counted = entries;
    write(0, 4, 9);
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      makeDisk();
      read(counted).leaveOn(disk, new Random(seed));
      seen.add(Arrays.toString(Arrays.copyOf(disk(), 5)));
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "[1, 0, 0, 0, 0]",
            "[9, 0, 0, 0, 0]",
            "[9, 9, 0, 0, 0]",
            "[9, 9, 9, 0, 0]",
            "[9, 9, 9, 9, 0]");
  }

  @Test
  void aCutAtAnyEntryKeepsWhatWasNotedBefore() throws IOException {
    write(0, 1, 1);
    flush();
    int noted = SECTOR + log.size();
    write(1, 1, 2);
    flush();
    write(2, 1, 3);
    flush();
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      makeDisk();
      read(entries).cutAfter(noted, new Random(seed)).leaveOn(disk, new Random(seed));
      seen.add(Arrays.toString(Arrays.copyOf(disk(), 4)));
    }
    assertThat(seen).containsExactlyInAnyOrder("[1, 0, 0, 0]", "[1, 2, 0, 0]", "[1, 2, 3, 0]");
  }

  @Test
  void aCutAtSomeWritesIsBeforeOrBehindOneOfThem() throws IOException {
    write(8, 1, 9);
    flush();
    int noted = SECTOR + log.size();
    write(0, 1, 1);
    flush();
    write(9, 1, 2);
    flush();
    write(1, 1, 3);
    flush();
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      makeDisk();
      Random random = new Random(seed);
      read(entries)
          .cutAt(noted, sector -> sector > 7, random)
          .orElseThrow()
          .leaveOn(disk, new Random(seed));
      seen.add(Arrays.toString(Arrays.copyOfRange(disk(), 0, 2)) + disk()[9]);
    }
    assertThat(seen).containsExactlyInAnyOrder("[1, 0]0", "[1, 0]2");
    assertThat(read(entries).cutAt(noted, sector -> sector == 5, new Random(1))).isEmpty();
  }

  @Test
  void theDiskCanBeReadAsTheMachineSawIt() throws IOException {
    write(1, 2, 4);
    flush();
    write(2, 8, 5);
    byte[] head = read(entries).head(disk, 4 * SECTOR);
    assertThat(head).hasSize(4 * SECTOR);
    assertThat(new byte[] {head[0], head[SECTOR], head[2 * SECTOR], head[4 * SECTOR - 1]})
        .containsExactly(0, 4, 5, 5);
    assertThat(disk()).containsOnly(0);
  }

  @Test
  void withoutACutAllOfItIsThere() throws IOException {
    write(1, 2, 4);
    flush();
    write(2, 8, 5);
    read(entries).keepOn(disk);
    assertThat(disk()).startsWith(0, 4, 5, 5).endsWith(5, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void theSameSeedLeavesTheSame() throws IOException {
    write(0, 8, 5);
    write(8, 8, 6);
    var first = read(0).leaveOn(disk, new Random(3));
    byte[] left = disk();
    assertThat(read(0).leaveOn(disk, new Random(3))).isEqualTo(first);
    assertThat(disk()).isEqualTo(left);
  }

  @Test
  void anEntryThatWasNotWrittenToItsEndIsNoWrite() throws IOException {
    write(0, 1, 5);
    flush();
    int counted = entries;
    entry(1, 4, 0);
    assertThat(read(counted).leaveOn(disk, new Random(1)))
        .isEqualTo(new WriteLog.Remains(1, 0, 0, 0));
  }

  @Test
  void aDiscardHasNoDataAndChangesNothing() throws IOException {
    write(0, 1, 5);
    entry(0, 8, 4);
    write(1, 1, 6);
    flush();
    read(entries).leaveOn(disk, new Random(1));
    assertThat(disk()).startsWith(5, 6, 0);
  }

  @Test
  void aHoleInTheLogIsSaid() {
    log.writeBytes(new byte[SECTOR]);
    flush();
    assertThatThrownBy(() -> read(2))
        .isInstanceOf(WriteLog.TornLogException.class)
        .hasMessageContaining("while an entry of it was written");
  }
}
