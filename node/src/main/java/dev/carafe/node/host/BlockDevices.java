package dev.carafe.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The disks and partitions that the kernel has found so far.
///
/// Loops, not streams: it is on the way of a node's first boot.
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
  private static final List<String> XEN_STORAGE = List.of("vbd");
  private static final List<String> HYPER_V_STORAGE =
      List.of("{ba6163d9-04a1-4d29-b605-72e2ffb1dc7f}", "{32412632-86cb-44a2-9b5c-50d1417354f5}");

  /// The nodes of those with something in them, in the order of their names.
  public List<Path> nodes() {
    Path all = root.resolve("sys/class/block");
    List<Path> nodes = new ArrayList<>();
    for (String name : list(all)) {
      if (isRead(name) && !read(all.resolve(name).resolve("size")).equals("0")) {
        nodes.add(root.resolve("dev").resolve(name.replace('!', '/')));
      }
    }
    return nodes;
  }

  private static boolean isRead(String name) {
    for (String start : NOT_READ) {
      if (name.startsWith(start)) {
        return false;
      }
    }
    return true;
  }

  /// Whether no other disk is on its way: everything that may lead to one has its driver, and udev
  /// has nothing left to do. Asks the kernel, not udev, which knows of nothing until it has
  /// started.
  public boolean areSettled() {
    if (Files.exists(root.resolve("run/udev/queue"))) {
      return false;
    }
    for (Path device : devices("pci")) {
      if (read(device.resolve("class")).startsWith(STORAGE_CLASS) && !hasDriver(device)) {
        return false;
      }
    }
    for (Path device : devices("scsi")) {
      if (SCSI_STORAGE.contains(read(device.resolve("type"))) && !hasDisk(device)) {
        return false;
      }
    }
    return haveDrivers("virtio", "device", VIRTIO_STORAGE)
        && haveDrivers("vmbus", "class_id", HYPER_V_STORAGE)
        && haveDrivers("xen", "devtype", XEN_STORAGE);
  }

  private boolean haveDrivers(String bus, String attribute, List<String> storage) {
    for (Path device : devices(bus)) {
      if (storage.contains(read(device.resolve(attribute))) && !hasDriver(device)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasDriver(Path device) {
    return Files.exists(device.resolve("driver"));
  }

  /// A SCSI device has its driver before it is a disk.
  private static boolean hasDisk(Path device) {
    return Files.isDirectory(device.resolve("block"));
  }

  private List<Path> devices(String bus) {
    Path folder = root.resolve("sys/bus").resolve(bus).resolve("devices");
    List<Path> devices = new ArrayList<>();
    for (String name : list(folder)) {
      devices.add(folder.resolve(name));
    }
    return devices;
  }

  /// The names in a folder in their order, none where it is not there.
  private static String[] list(Path folder) {
    String @Nullable [] names = folder.toFile().list();
    if (names == null) {
      return new String[0];
    }
    Arrays.sort(names);
    return names;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
