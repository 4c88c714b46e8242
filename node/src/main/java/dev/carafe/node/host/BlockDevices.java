package dev.carafe.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The disks and partitions that the kernel has found so far.
///
/// Source: [sysfs(5)](https://man7.org/linux/man-pages/man5/sysfs.5.html).
///
/// @param root below which are `/sys`, `/dev` and `/run`
public record BlockDevices(Path root) {
  /// What is made of other devices or of memory, and drives whose reading never ends.
  private static final List<String> NOT_READ = List.of("dm-", "fd", "loop", "md", "ram", "zram");

  private static final String STORAGE_CLASS = "0x01";
  private static final List<String> VIRTIO_STORAGE = List.of("0x0002", "0x0008"); // block, SCSI
  private static final List<String> SCSI_STORAGE = List.of("0", "5"); // disk, CD drive
  private static final List<String> HYPER_V_STORAGE =
      List.of("{ba6163d9-04a1-4d29-b605-72e2ffb1dc7f}", "{32412632-86cb-44a2-9b5c-50d1417354f5}");

  /// The nodes of those with something in them, in the order of their names.
  public List<Path> nodes() {
    return list(root.resolve("sys/class/block")).stream()
        .filter(device -> !isEmpty(device))
        .map(device -> device.getFileName().toString())
        .filter(name -> NOT_READ.stream().noneMatch(name::startsWith))
        .sorted()
        .map(name -> root.resolve("dev").resolve(name.replace('!', '/')))
        .toList();
  }

  private static boolean isEmpty(Path device) {
    return read(device.resolve("size")).equals("0");
  }

  /// Whether no other disk is on its way: everything that may lead to one has its driver, and udev
  /// has nothing left to do. Asks the kernel, not udev, which knows of nothing until it has
  /// started.
  public boolean areSettled() {
    return !Files.exists(root.resolve("run/udev/queue"))
        && all("pci", device -> !isAmong(device, "class", STORAGE_CLASS) || hasDriver(device))
        && all("virtio", device -> !is(device, "device", VIRTIO_STORAGE) || hasDriver(device))
        && all("vmbus", device -> !is(device, "class_id", HYPER_V_STORAGE) || hasDriver(device))
        && all("xen", device -> !isNamed(device, "vbd-") || hasDriver(device))
        && all("scsi", device -> !is(device, "type", SCSI_STORAGE) || hasDisk(device));
  }

  private boolean all(String bus, Predicate<Path> settled) {
    return list(root.resolve("sys/bus").resolve(bus).resolve("devices")).stream().allMatch(settled);
  }

  private static boolean isAmong(Path device, String attribute, String start) {
    return read(device.resolve(attribute)).startsWith(start);
  }

  private static boolean is(Path device, String attribute, List<String> values) {
    return values.contains(read(device.resolve(attribute)));
  }

  private static boolean isNamed(Path device, String start) {
    return device.getFileName().toString().startsWith(start);
  }

  private static boolean hasDriver(Path device) {
    return Files.exists(device.resolve("driver"));
  }

  /// A SCSI device has its driver before it is a disk.
  private static boolean hasDisk(Path device) {
    return Files.isDirectory(device.resolve("block"));
  }

  /// What goes away meanwhile is left out.
  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
