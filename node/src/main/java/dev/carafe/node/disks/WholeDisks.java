package dev.carafe.node.disks;

import dev.carafe.node.host.Disk;
import dev.carafe.node.host.Disks;
import dev.carafe.node.host.KernelText;
import dev.carafe.node.host.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The disks that a file system can be put on: whole ones of hardware, or what a hypervisor shows
/// as that. The system's own has partitions, so neither it nor they are among them.
///
/// @param root of the host
public record WholeDisks(Path root, Disks disks, Processes processes) {
  private static final Set<String> MADE_OF_OTHERS =
      Set.of("dm-", "md", "loop", "zram", "ram", "sr", "nbd", "fd");

  /// Waits for those that are on their way early in a boot.
  public void settle() {
    processes.run(
        List.of(root.resolve("usr/bin/udevadm").toString(), "settle", "--timeout=60"), "");
  }

  /// All of them, whatever is on them.
  public List<Disk> all() {
    return disks.all().stream()
        .filter(disk ->
            disk.partitions().isEmpty()
                && !disk.readOnly()
                && !disk.removable()
                && MADE_OF_OTHERS.stream().noneMatch(disk.name()::startsWith))
        .toList();
  }

  /// The kernel's name of the device that a path leads to, be it a whole disk or not; empty where
  /// there is none.
  public Optional<String> nameOf(String path) {
    try {
      Path device = root.resolve(path.substring(1)).toRealPath();
      return Optional.of(String.valueOf(device.getFileName()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The number of a device, such as `254:16`; empty where it has gone.
  Optional<String> numberOf(String name) {
    try {
      return Optional.of(
          KernelText.read(root.resolve("sys/class/block").resolve(name).resolve("dev")).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// How large a device is, in the kernel's sectors of 512 bytes; 0 where it has gone.
  long sectorsOf(String name) {
    try {
      return Long.parseLong(
          KernelText.read(root.resolve("sys/class/block").resolve(name).resolve("size")).strip());
    } catch (IOException _) {
      return 0;
    }
  }

  /// Whether there is a device of that number.
  boolean has(String number) {
    return Files.exists(root.resolve("sys/dev/block").resolve(number));
  }
}
