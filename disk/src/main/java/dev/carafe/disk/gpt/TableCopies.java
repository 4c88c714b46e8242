package dev.carafe.disk.gpt;

import dev.carafe.disk.bytes.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is left of the two copies of a table on a disk.
///
/// @param damage what is wrong with them, in words
record TableCopies(Optional<TableCopy> primary, Optional<TableCopy> backup, List<String> damage) {
  TableCopies {
    damage = List.copyOf(damage);
  }

  /// Reads both. The backup is looked for where the primary says, else in the last sector.
  static TableCopies read(ByteSource disk) throws IOException {
    List<String> damage = new ArrayList<>();
    Optional<TableCopy> primary = copy(disk, "primary", TableCopy.PRIMARY, damage);
    long last =
        primary.map(copy -> copy.table().sectors()).orElse(disk.size() / GuidPartitionTable.SECTOR)
            - 1;
    Optional<TableCopy> backup = copy(disk, "backup", last, damage);
    if (primary.isPresent()
        && backup.isPresent()
        && !primary.get().table().equals(backup.get().table())) {
      damage.add("the primary and the backup table differ");
    }
    return new TableCopies(primary, backup, damage);
  }

  private static Optional<TableCopy> copy(
      ByteSource disk, String name, long here, List<String> damage) throws IOException {
    try {
      TableCopy copy = TableCopy.read(disk, here);
      var _ = copy.table();
      return Optional.of(copy);
    } catch (DamagedCopyException e) {
      damage.add(name + " table: " + e.why);
    } catch (EOFException | IllegalArgumentException e) {
      damage.add(name + " table: " + e.getMessage());
    }
    return Optional.empty();
  }

  /// The one that counts: the primary, or else the backup.
  Optional<TableCopy> valid() {
    return primary.or(() -> backup);
  }
}
