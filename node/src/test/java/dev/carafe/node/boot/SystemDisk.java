package dev.carafe.node.boot;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The disk that a system was started from, in a folder: its partitions as the kernel shows them,
/// the EFI system partition as the folder that it would be mounted at, and the firmware's
/// variables. Another disk has such a partition too.
public record SystemDisk(Path root) {
  private static final String LOADER = "-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";

  /// Makes one, with a data partition that is mounted.
  public static SystemDisk make(Path root) throws IOException {
    SystemDisk disk = new SystemDisk(root);
    disk.device("vda", "");
    disk.device("vda/vda1", "PARTNAME=esp\n");
    disk.device("vda/vda2", "PARTNAME=usr_0.1.0\n");
    disk.device("vdb", "");
    disk.device("vdb/vdb1", "PARTNAME=esp\n");
    disk.device("dm-0", "");
    disk.file("sys/class/block/dm-0/dm/name", "usr\n");
    disk.file("sys/class/block/dm-0/slaves/vda2/size", "8\n");
    disk.file("proc/self/mountinfo", "");
    disk.file("proc/self/mounts", "/dev/vda4 " + root.resolve("var") + " ext4 rw 0 0\n");
    Files.createDirectories(disk.folder());
    Files.createSymbolicLink(root.resolve("run/carafe/drive"), disk.partition());
    return disk;
  }

  private void device(String path, String event) throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (String folder : List.of("sys/class/block/" + name, "sys/class/block/" + path)) {
      file(folder + "/size", "8\n");
      file(folder + "/uevent", event);
      if (path.contains("/")) {
        file(folder + "/partition", name.substring(3) + "\n");
      }
    }
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  /// What is on the EFI system partition.
  public Path partition() {
    return root.resolve("run/carafe/volume");
  }

  private Path folder() {
    return partition().resolve("EFI/Linux");
  }

  /// The data partition is gone.
  public void loseData() throws IOException {
    file("proc/self/mounts", "");
  }

  /// The EFI system partition is gone.
  public void loseEntries() throws IOException {
    file("sys/class/block/vda/vda1/uevent", "PARTNAME=other\n");
    file("sys/class/block/vda1/uevent", "PARTNAME=other\n");
  }

  /// It is there again.
  public void findEntries() throws IOException {
    file("sys/class/block/vda/vda1/uevent", "PARTNAME=esp\n");
    file("sys/class/block/vda1/uevent", "PARTNAME=esp\n");
  }

  /// Puts an entry onto it.
  public SystemDisk with(String entry) throws IOException {
    Files.writeString(folder().resolve(entry), "kernel of " + entry);
    return this;
  }

  /// Starts an entry that is there, as a loader does that counts.
  public SystemDisk startCounted(String entry) throws IOException {
    variable("LoaderBootCountPath", "\\EFI\\Linux\\" + entry);
    variable("LoaderEntrySelected", entry);
    return this;
  }

  /// Starts an entry that is there and has no counter.
  public SystemDisk start(String entry) throws IOException {
    Files.deleteIfExists(variables().resolve("LoaderBootCountPath" + LOADER));
    variable("LoaderEntrySelected", entry);
    return this;
  }

  private Path variables() {
    return root.resolve("sys/firmware/efi/efivars");
  }

  void variable(String name, String text) throws IOException {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(new byte[] {6, 0, 0, 0});
    value.writeBytes((text + "\0").getBytes(UTF_16LE));
    Files.createDirectories(variables());
    Files.write(variables().resolve(name + LOADER), value.toByteArray());
  }

  /// The names of all entries, in their order.
  public List<String> entries() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
