package dev.carafe.node.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The EFI system partition that this system was started from: the one on the disk that its
/// verified `/usr` is on, whatever other disks the machine may have.
///
/// Source: [Discoverable Partitions
/// Specification](https://uapi-group.org/specifications/specs/discoverable_partitions_specification/).
///
/// @param root below which are `/sys`, `/proc` and `/dev`
public record SystemPartition(Path root) {
  private static final String LABEL = "esp";
  private static final String VERIFIED = "usr";

  /// Its device; empty where there is none.
  public Optional<Path> device() {
    return disk()
        .flatMap(disk ->
            disk.partitions().stream()
                .filter(partition -> partition.label().equals(Optional.of(LABEL)))
                .findFirst())
        .map(partition -> device(partition.name()));
  }

  /// The disk that it is on; empty where `/usr` is on none.
  public Optional<Disk> disk() {
    Path classes = root.resolve("sys/class/block");
    List<Disk> disks = new Disks(classes, root.resolve("proc/self/mountinfo")).all();
    for (Disk verified : disks) {
      if (verified.label().equals(Optional.of(VERIFIED))) {
        List<String> below = names(classes.resolve(verified.name()).resolve("slaves"));
        return disks.stream().filter(disk -> hasOneOf(disk, below)).findFirst();
      }
    }
    return Optional.empty();
  }

  private static boolean hasOneOf(Disk disk, List<String> partitions) {
    return disk.partitions().stream().anyMatch(one -> partitions.contains(one.name()));
  }

  /// The file in `/dev` of a disk or a partition.
  ///
  /// @param name the kernel's, in which `!` stands for a folder
  public Path device(String name) {
    return root.resolve("dev").resolve(name.replace('!', '/'));
  }

  private static List<String> names(Path folder) {
    String @Nullable [] names = folder.toFile().list();
    return names == null ? List.of() : Arrays.asList(names);
  }
}
