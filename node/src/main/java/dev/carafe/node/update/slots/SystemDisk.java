package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.device.BlockDevice;
import dev.carafe.disk.gpt.Partition;
import java.io.IOException;

/// The disk that the system is on. This is the seam at which tests cut the power.
public interface SystemDisk {

  /// What is done with a device while it is open.
  ///
  /// @param <T> what is found
  @FunctionalInterface
  interface Use<T> {
    T of(BlockDevice device) throws IOException;
  }

  /// What is read of a device while it is open.
  ///
  /// @param <T> what is found
  @FunctionalInterface
  interface Look<T> {
    T at(ByteSource device) throws IOException;
  }

  /// Reads the whole disk, for its table.
  <T> T table(Look<T> look) throws IOException;

  /// Changes the whole disk, of which nothing but the table is to be touched. The kernel goes by
  /// the table that was there when it started, until it starts again.
  <T> T changeTable(Use<T> use) throws IOException;

  /// Reads a partition: what is on the disk, and not what is still on its way there.
  <T> T read(Partition partition, Look<T> look) throws IOException;

  /// Writes to a partition. What was not flushed may be lost when this returns.
  <T> T change(Partition partition, Use<T> use) throws IOException;
}
