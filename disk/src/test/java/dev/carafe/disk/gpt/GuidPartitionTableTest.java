package dev.carafe.disk.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.device.RecordingDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuidPartitionTableTest {
  private static final GuidPartitionTable TABLE =
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

  private RecordingDevice disk;

  @BeforeEach
  void writeTable() throws IOException {
    disk = RecordingDevice.of(new byte[(int) TABLE.size()]);
    TABLE.write(disk);
  }

  private void flip(long offset) throws IOException {
    byte one = disk.read(offset, 1).get();
    disk.write(ByteBuffer.wrap(new byte[] {(byte) (one ^ 1)}), offset);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(PartitionTableReading.of(disk))
        .isEqualTo(new PartitionTableReading(TABLE, List.of()));
    assertThat(TABLE.size()).isEqualTo(43 << 20);
  }

  @Test
  void guidsAreMixedEndian() throws IOException {
    assertThat(disk.read(512 + 56, 16).array())
        .asHexString()
        .isEqualTo("33221100554477668899AABBCCDDEEFF");
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
  void aDiskWithoutTablesIsRefused() {
    assertThatThrownBy(() -> PartitionTableReading.of(RecordingDevice.of(new byte[0])))
        .isInstanceOf(BadPartitionTableException.class)
        .hasMessageStartingWith("could not read the partition table: protective MBR: expected");
  }

  @Test
  void aCutOfThePowerLeavesTheOldTableOrTheNew() throws IOException {
    GuidPartitionTable before = small("usr_1");
    GuidPartitionTable after = small("usr_2");
    RecordingDevice fresh = RecordingDevice.of(new byte[(int) before.size()]);
    before.write(fresh);
    RecordingDevice used = RecordingDevice.of(fresh.content());
    after.write(used);
    Set<String> seen = new TreeSet<>();
    used.everyCut((cut, left) -> {
      GuidPartitionTable found = PartitionTableReading.of(left).table();
      assertThat(found).as(cut).isIn(before, after);
      seen.add(found.partitions().getFirst().label());
    });
    assertThat(seen).containsExactly("usr_1", "usr_2");
  }

  private static GuidPartitionTable small(String label) {
    return GuidPartitionTable.laidOut(
        new UUID(1, 1),
        List.of(new PartitionRequest(PartitionType.USR, new UUID(1, 2), label, 1, Set.of())));
  }

  @Test
  void overlappingPartitionsAreRefused() {
    Partition one = new Partition(PartitionType.VAR, new UUID(0, 1), "a", 2048, 4096, Set.of());
    assertThatThrownBy(() -> new GuidPartitionTable(new UUID(0, 2), 9000, List.of(one, one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected sectors from 4097");
  }
}
