package dev.carafe.image.inspect;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.image.erofs.ErofsFileSystem;
import dev.carafe.image.fat.FatContents;
import dev.carafe.image.uki.UkiContents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// A raw disk image that is open for reading, and the way from the partition table to its files.
final class DiskImage implements AutoCloseable {
  /// FAT does not tell capital letters from small ones.
  private static final Pattern KERNEL =
      Pattern.compile("EFI/Linux/[^/]+[.]efi", Pattern.CASE_INSENSITIVE);

  private final FileChannel channel;
  private final PartitionTableReading table;

  private DiskImage(FileChannel channel, PartitionTableReading table) {
    this.channel = channel;
    this.table = table;
  }

  /// Opens an image.
  ///
  /// @throws dev.carafe.disk.gpt.BadPartitionTableException where it has no partition table
  static DiskImage open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new DiskImage(channel, PartitionTableReading.of(ByteSource.of(channel)));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  long size() throws IOException {
    return channel.size();
  }

  PartitionTableReading table() {
    return table;
  }

  /// The files that the firmware sees.
  FatContents systemPartition() throws IOException {
    Partition partition =
        table.table().partitions().stream()
            .filter(candidate -> candidate.type().equals(PartitionType.ESP))
            .findFirst()
            .orElseThrow(() -> new MissingPartException("a partition of type esp"));
    return FatContents.of(channel, partition.offset());
  }

  /// Where the kernels are that the boot loader finds, by name.
  List<String> kernelPaths() throws IOException {
    List<String> paths =
        systemPartition().files().stream()
            .map(FatContents.Item::path)
            .filter(path -> KERNEL.matcher(path).matches())
            .sorted()
            .toList();
    if (paths.isEmpty()) {
      throw new MissingPartException("a kernel in EFI/Linux of the esp");
    }
    return paths;
  }

  /// The kernel at one of these paths.
  KernelFile kernel(String path) throws IOException {
    return new KernelFile(path, UkiContents.of(bootFile(path)));
  }

  /// The bytes of a file that the firmware sees.
  ByteBuffer bootFile(String path) throws IOException {
    return ByteBuffer.wrap(
        systemPartition().read(path).orElseThrow(() -> new MissingPartException("file " + path)));
  }

  /// The last kernel by name: the newest, if there are several.
  KernelFile lastKernel() throws IOException {
    return kernel(kernelPaths().getLast());
  }

  Partition partition(PartitionType type, UUID uuid) {
    return table.table().partitions().stream()
        .filter(candidate -> candidate.type().equals(type) && candidate.uuid().equals(uuid))
        .findFirst()
        .orElseThrow(
            () -> new MissingPartException("a partition of type %s with %s".formatted(type, uuid)));
  }

  /// The `/usr` that a kernel demands.
  ErofsFileSystem usr(KernelFile kernel) throws IOException {
    return ErofsFileSystem.of(
        content(partition(PartitionType.USR, kernel.demandRootHash().dataPartition())));
  }

  /// What is in a partition.
  ByteSource content(Partition partition) throws IOException {
    return ByteSource.of(channel).slice(partition.offset(), partition.size());
  }
}
