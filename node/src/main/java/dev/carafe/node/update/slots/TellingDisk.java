package dev.carafe.node.update.slots;

import dev.carafe.disk.gpt.Partition;
import java.io.IOException;

/// A disk whose errors tell what they were met on: a partition by its label, or the table.
record TellingDisk(SystemDisk disk) implements SystemDisk {
  private static final String TABLE = "the partition table";

  @Override
  public <T> T table(Look<T> look) throws IOException {
    return disk.table(device -> look.at(new TellingSource(TABLE, device)));
  }

  @Override
  public <T> T changeTable(Use<T> use) throws IOException {
    return disk.changeTable(device -> use.of(new TellingDevice(TABLE, device)));
  }

  @Override
  public <T> T read(Partition partition, Look<T> look) throws IOException {
    return disk.read(partition, device -> look.at(new TellingSource(name(partition), device)));
  }

  @Override
  public <T> T change(Partition partition, Use<T> use) throws IOException {
    return disk.change(partition, device -> use.of(new TellingDevice(name(partition), device)));
  }

  private static String name(Partition partition) {
    return "partition " + partition.label();
  }
}
