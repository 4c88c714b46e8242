package dev.carafe.node.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The disks and partitions that the kernel has found, and what is mounted of them. What goes away
/// meanwhile is left out.
///
/// Source: [Linux, stable sysfs block
/// attributes](https://www.kernel.org/doc/Documentation/ABI/stable/sysfs-block).
///
/// @param classes `/sys/class/block`
/// @param mountInfo the kernel's list of mounts
public record Disks(Path classes, Path mountInfo) {
  private static final long SECTOR = 512;

  /// All that have something in them, by their names.
  public List<Disk> all() {
    Map<String, List<MountedAt>> mounts = new MountTable(mountInfo).byDevice();
    List<Path> devices = devices();
    List<Disk> disks = new ArrayList<>();
    for (Path device : devices) {
      if (!isPartition(device) && bytes(device) > 0) {
        disks.add(disk(device, partitions(device, devices, mounts), mounts));
      }
    }
    return disks;
  }

  private static Disk disk(
      Path device, List<Disk.Partition> partitions, Map<String, List<MountedAt>> mounts) {
    return new Disk(
        name(device),
        bytes(device),
        attribute(device, "device/model"),
        attribute(device, "dm/name"),
        isSet(device, "ro"),
        isSet(device, "removable"),
        mounts.getOrDefault(number(device), List.of()),
        partitions);
  }

  private static List<Disk.Partition> partitions(
      Path disk, List<Path> devices, Map<String, List<MountedAt>> mounts) {
    return devices.stream()
        .filter(device -> isPartition(device) && isOn(device, disk))
        .map(device ->
            new Disk.Partition(
                name(device),
                Integer.parseInt(attribute(device, "partition").orElse("0")),
                label(device),
                bytes(device),
                mounts.getOrDefault(number(device), List.of())))
        .sorted(Comparator.comparingInt(Disk.Partition::number))
        .toList();
  }

  /// A partition's folder is in its disk's.
  private static boolean isOn(Path partition, Path disk) {
    return Files.exists(disk.resolve(name(partition)).resolve("partition"));
  }

  private static boolean isPartition(Path device) {
    return Files.exists(device.resolve("partition"));
  }

  private static Optional<String> label(Path partition) {
    String name = "PARTNAME=";
    return attribute(partition, "uevent")
        .flatMap(text -> text.lines().filter(line -> line.startsWith(name)).findFirst())
        .map(line -> line.substring(name.length()));
  }

  private static String name(Path device) {
    return String.valueOf(device.getFileName());
  }

  private static String number(Path device) {
    return attribute(device, "dev").orElse("");
  }

  private static long bytes(Path device) {
    return Long.parseLong(attribute(device, "size").orElse("0")) * SECTOR;
  }

  private static boolean isSet(Path device, String attribute) {
    return attribute(device, attribute).equals(Optional.of("1"));
  }

  private static Optional<String> attribute(Path device, String name) {
    try {
      String text = Files.readString(device.resolve(name)).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private List<Path> devices() {
    if (!Files.isDirectory(classes)) {
      return List.of();
    }
    try (Stream<Path> devices = Files.list(classes)) {
      return devices.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + classes + ": " + e.getMessage(), e);
    }
  }
}
