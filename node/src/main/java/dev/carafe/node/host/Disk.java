package dev.carafe.node.host;

import java.util.List;
import java.util.Optional;

/// A disk, or what the kernel shows as one.
///
/// @param name the kernel's, as in `/dev`
/// @param model of the hardware
/// @param label of what is made of other disks
/// @param mounts of the disk itself
public record Disk(
    String name,
    long bytes,
    Optional<String> model,
    Optional<String> label,
    boolean readOnly,
    boolean removable,
    List<MountedAt> mounts,
    List<Partition> partitions) {

  public Disk {
    mounts = List.copyOf(mounts);
    partitions = List.copyOf(partitions);
  }

  /// A part of a disk.
  ///
  /// @param number in the disk's table
  /// @param label in that table
  public record Partition(
      String name, int number, Optional<String> label, long bytes, List<MountedAt> mounts) {

    public Partition {
      mounts = List.copyOf(mounts);
    }
  }
}
