package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.node.host.Disk;
import dev.carafe.node.host.KernelText;
import dev.carafe.node.host.SystemPartition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The disk that this node's verified `/usr` is on, by its devices.
///
/// A partition's device is closed after each use, and nobody else has it open: with that the kernel
/// forgets what it held of it in memory, so whoever reads it next reads the disk.
///
/// @param root `/` on a node
public record HostDisk(Path root) implements SystemDisk {

  @Override
  public <T> T table(Look<T> look) throws IOException {
    return read(whole(), look);
  }

  @Override
  public <T> T changeTable(Use<T> use) throws IOException {
    return change(whole(), use);
  }

  @Override
  public <T> T read(Partition partition, Look<T> look) throws IOException {
    return read(device(partition), look);
  }

  private static <T> T read(Path device, Look<T> look) throws IOException {
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
      return look.at(ByteSource.of(channel));
    }
  }

  @Override
  public <T> T change(Partition partition, Use<T> use) throws IOException {
    return change(device(partition), use);
  }

  private static <T> T change(Path device, Use<T> use) throws IOException {
    try (FileDevice opened = FileDevice.open(device)) {
      return use.of(opened);
    }
  }

  private Path whole() throws IOException {
    return system().device(disk().name());
  }

  private SystemPartition system() {
    return new SystemPartition(root);
  }

  private Disk disk() throws IOException {
    return system()
        .disk()
        .orElseThrow(() -> new IOException("no disk is found that the verified /usr is on"));
  }

  /// The kernel tells where it has found a partition to begin.
  private Path device(Partition partition) throws IOException {
    for (Disk.Partition one : disk().partitions()) {
      Path start = root.resolve("sys/class/block").resolve(one.name()).resolve("start");
      if (one.bytes() == partition.size()
          && KernelText.read(start).strip().equals(Long.toString(partition.firstLba()))) {
        return system().device(one.name());
      }
    }
    throw new NoSuchFileException(
        partition.label(),
        null,
        "the kernel knows no partition of %d bytes from sector %d on"
            .formatted(partition.size(), partition.firstLba()));
  }
}
