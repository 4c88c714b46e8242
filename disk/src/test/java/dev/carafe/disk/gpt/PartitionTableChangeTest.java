package dev.carafe.disk.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.device.RecordingDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartitionTableChangeTest {
  private static final int PRIMARY_ENTRIES = 1024;
  private static final int ENTRY = 128;
  private static final int ATTRIBUTES = 48;
  private static final long FOREIGN = 5L << 48;

  private static final GuidPartitionTable TABLE =
      GuidPartitionTable.laidOut(
          new UUID(1, 1),
          List.of(
              request(PartitionType.ESP, "esp"),
              request(PartitionType.USR, "usr_1.2.0"),
              request(PartitionType.USR, "_empty")));

  private static PartitionRequest request(PartitionType type, String label) {
    return new PartitionRequest(type, new UUID(2, label.length()), label, 1, Set.of());
  }

  private static RecordingDevice disk() throws IOException {
    RecordingDevice disk = RecordingDevice.of(new byte[(int) TABLE.size()]);
    TABLE.write(disk);
    return RecordingDevice.of(disk.content());
  }

  private static Partition changed(String label) {
    Partition empty = TABLE.partitions().getLast();
    return new Partition(
        empty.type(),
        new UUID(7, 7),
        label,
        empty.firstLba(),
        empty.lastLba(),
        Set.of(Attribute.READ_ONLY));
  }

  private static GuidPartitionTable with(Partition last) {
    List<Partition> before = TABLE.partitions();
    return new GuidPartitionTable(
        TABLE.disk(), TABLE.sectors(), List.of(before.get(0), before.get(1), last));
  }

  @Test
  void whatIsNamedBecomesAnotherAndTheRestStays() throws IOException {
    RecordingDevice disk = disk();
    new PartitionTableChange(List.of(changed("usr_1.3.0"))).write(disk);
    assertThat(PartitionTableReading.of(disk))
        .isEqualTo(new PartitionTableReading(with(changed("usr_1.3.0")), List.of()));
  }

  @Test
  void aLongerLabelLeavesNothingBehind() throws IOException {
    RecordingDevice disk = disk();
    new PartitionTableChange(List.of(changed("PRT#usr_1.3.0-rc.1+4f0c21_verity"))).write(disk);
    new PartitionTableChange(List.of(changed("usr_1"))).write(disk);
    assertThat(PartitionTableReading.of(disk).table()).isEqualTo(with(changed("usr_1")));
  }

  /// An entry keeps its number where one before it is free, and the bits that nobody knows here.
  @Test
  void whatOtherProgramsHaveWrittenStays() throws IOException {
    RecordingDevice disk = disk();
    byte[] entries = disk.read(PRIMARY_ENTRIES, 4 * ENTRY).array();
    ByteBuffer.wrap(entries)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(2 * ENTRY + ATTRIBUTES, FOREIGN);
    System.arraycopy(entries, 2 * ENTRY, entries, 3 * ENTRY, ENTRY);
    Arrays.fill(entries, 2 * ENTRY, 3 * ENTRY, (byte) 0);
    rewrite(disk, entries);
    new PartitionTableChange(List.of(changed("usr_1.3.0"))).write(disk);
    ByteBuffer after = disk.read(PRIMARY_ENTRIES, 4 * ENTRY);
    assertThat(after.slice(2 * ENTRY, ENTRY)).isEqualTo(ByteBuffer.allocate(ENTRY));
    assertThat(after.getLong(3 * ENTRY + ATTRIBUTES)).isEqualTo(FOREIGN | 1L << 60);
    assertThat(PartitionTableReading.of(disk).table().partitions().getLast())
        .isEqualTo(changed("usr_1.3.0"));
  }

  /// Writes a table with these entries, with all checksums.
  private static void rewrite(RecordingDevice disk, byte[] beginning) throws IOException {
    TableCopy found = TableCopies.read(disk).valid().orElseThrow();
    System.arraycopy(beginning, 0, found.entries(), 0, beginning.length);
    found.writeBackup(disk);
    found.writePrimary(disk);
  }

  @Test
  void aCutOfThePowerLeavesTheTableOfBeforeOrTheChangedOne() throws IOException {
    RecordingDevice disk = disk();
    new PartitionTableChange(List.of(changed("usr_1.3.0"))).write(disk);
    disk.everyCut((cut, left) -> {
      assertThat(PartitionTableReading.of(left).table())
          .as(cut)
          .isIn(TABLE, with(changed("usr_1.3.0")));
      new PartitionTableChange(List.of(changed("usr_1.3.0"))).write(left);
      assertThat(PartitionTableReading.of(left))
          .as(cut)
          .isEqualTo(new PartitionTableReading(with(changed("usr_1.3.0")), List.of()));
    });
  }

  @Test
  void aPartitionThatIsNotThereIsRefusedAndNothingIsWritten() throws IOException {
    RecordingDevice disk = disk();
    Partition elsewhere = new Partition(PartitionType.USR, new UUID(0, 1), "a", 40, 41, Set.of());
    assertThatThrownBy(() -> new PartitionTableChange(List.of(elsewhere)).write(disk))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected an entry for Partition[");
    assertThat(disk.writes()).isZero();
  }

  @Test
  void aDiskWithoutATableIsRefused() {
    RecordingDevice disk = RecordingDevice.of(new byte[1 << 20]);
    assertThatThrownBy(() -> new PartitionTableChange(List.of(changed("a"))).write(disk))
        .isInstanceOf(BadPartitionTableException.class);
  }
}
