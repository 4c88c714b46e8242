package dev.carafe.node.update.slots;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.gpt.GuidPartitionTable;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.verity.VerityVerdict;
import dev.carafe.node.boot.SystemDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// A node in a folder, with a disk of two slots: the disk and each partition are files in `dev`,
/// and the system partition is the folder that it would be mounted at.
@SuppressWarnings("exports") // of tests alone
public final class TestNode {
  private static final long SECTOR = 512;

  private final Path root;
  private final SystemDisk disk;

  private TestNode(Path root, SystemDisk disk) {
    this.root = root;
    this.disk = disk;
  }

  /// Makes one that runs a system from its first slot; the second is empty.
  public static TestNode running(TestSystem system, Path root) throws IOException {
    TestNode node = new TestNode(root, SystemDisk.make(root));
    RecordedMachine machine = TestMachine.installed(system).machine();
    byte[] bytes = machine.disk();
    node.write("dev/vda", bytes);
    int number = 1;
    for (Partition partition : table(ByteSource.of(bytes)).partitions()) {
      node.partition(number++, partition, bytes);
    }
    node.write("run/carafe/volume/EFI/Linux/" + TestMachine.entry(system, ""), system.kernel());
    Files.createDirectories(root.resolve("var"));
    return node.boot(system);
  }

  private static GuidPartitionTable table(ByteSource disk) throws IOException {
    return PartitionTableReading.of(disk).table();
  }

  private void partition(int number, Partition partition, byte[] whole) throws IOException {
    String name = "vda" + number;
    for (String folder : List.of(name, "vda/" + name)) {
      String path = "sys/class/block/" + folder;
      write(path + "/partition", number);
      write(path + "/start", partition.firstLba());
      write(path + "/size", partition.size() / SECTOR);
      write(path + "/uevent", "PARTNAME=" + partition.label());
    }
    int from = (int) partition.offset();
    write("dev/" + name, Arrays.copyOfRange(whole, from, from + (int) partition.size()));
  }

  private void write(String path, Object text) throws IOException {
    write(path, (text + "\n").getBytes(UTF_8));
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, bytes);
  }

  /// Starts a system that is on the disk.
  public TestNode boot(TestSystem system) throws IOException {
    write("proc/cmdline", "usrhash=" + system.root() + " quiet");
    write(
        "usr/lib/os-release",
        "ID=carafe\nVARIANT_ID=plain\nVERSION_ID=%s".formatted(system.version()));
    return this;
  }

  /// The kernel images on the system partition.
  public List<String> kernels() throws IOException {
    return disk.entries();
  }

  /// Gives a kernel image another name.
  public void rename(String from, String to) throws IOException {
    Path folder = disk.partition().resolve("EFI/Linux");
    Files.move(folder.resolve(from), folder.resolve(to));
  }

  /// What the kernel would find of a system.
  public VerityVerdict verdict(TestSystem system) throws IOException {
    return VerityTree.verify(
        ByteSource.of(device(system.root().dataPartition())),
        ByteSource.of(device(system.root().hashPartition())),
        system.root());
  }

  private byte[] device(UUID partition) throws IOException {
    Path devices = root.resolve("dev");
    List<Partition> all =
        table(ByteSource.of(Files.readAllBytes(devices.resolve("vda")))).partitions();
    int number = all.stream().map(Partition::uuid).toList().indexOf(partition) + 1;
    return Files.readAllBytes(devices.resolve("vda" + number));
  }
}
