package dev.carafe.image.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuidPartitionTableTest {
  static final GuidPartitionTable TABLE =
      GuidPartitionTable.laidOut(
          UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
          List.of(
              new PartitionRequest(
                  PartitionType.ESP, new UUID(1, 2), "esp", 40 << 20, Set.of(Attribute.NO_AUTO)),
              new PartitionRequest(
                  PartitionType.USR,
                  UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
                  "carafe_1.0.0",
                  5000,
                  Set.of(Attribute.READ_ONLY, Attribute.GROW_FILE_SYSTEM))));

  @TempDir Path folder;
  private FileChannel disk;

  @BeforeEach
  void writeTable() throws IOException {
    disk =
        FileChannel.open(
            folder.resolve("disk"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    TABLE.write(disk);
  }

  @AfterEach
  void closeDisk() throws IOException {
    disk.close();
  }

  private void flip(long offset) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    disk.read(one, offset);
    disk.write(one.put(0, (byte) (one.get(0) ^ 1)).flip(), offset);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(PartitionTableReading.of(disk))
        .isEqualTo(new PartitionTableReading(TABLE, List.of()));
    assertThat(disk.size()).isEqualTo(TABLE.size()).isEqualTo(43 << 20);
  }

  @Test
  void guidsAreMixedEndian() throws IOException {
    ByteBuffer guid = ByteBuffer.allocate(16);
    disk.read(guid, 512 + 56);
    assertThat(guid.array()).asHexString().isEqualTo("33221100554477668899AABBCCDDEEFF");
  }

  @Test
  void aDamagedPrimaryIsReadFromTheBackup() throws IOException {
    flip(512 + 40);
    PartitionTableReading reading = PartitionTableReading.of(disk);
    assertThat(reading.table()).isEqualTo(TABLE);
    assertThat(reading.damage())
        .singleElement()
        .asString()
        .startsWith("primary table: expected header checksum");
  }

  @Test
  void damagedEntriesOfTheBackupAreReported() throws IOException {
    flip(disk.size() - 512 - 16384 + 3);
    PartitionTableReading reading = PartitionTableReading.of(disk);
    assertThat(reading.table()).isEqualTo(TABLE);
    assertThat(reading.damage())
        .singleElement()
        .asString()
        .startsWith("backup table: expected checksum of entries");
  }

  @Test
  void aDiskWithoutTablesIsRefused() throws IOException {
    disk.truncate(0);
    assertThatThrownBy(() -> PartitionTableReading.of(disk))
        .isInstanceOf(BadPartitionTableException.class)
        .hasMessageStartingWith("could not read the partition table: protective MBR: expected");
  }

  @Test
  void overlappingPartitionsAreRefused() {
    Partition one = new Partition(PartitionType.VAR, new UUID(0, 1), "a", 2048, 4096, Set.of());
    assertThatThrownBy(() -> new GuidPartitionTable(new UUID(0, 2), 9000, List.of(one, one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected sectors from 4097");
  }
}
