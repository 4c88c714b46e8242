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
    Path classes = root.resolve("sys/class/block");
    List<Disk> disks = new Disks(classes, root.resolve("proc/self/mountinfo")).all();
    for (Disk verified : disks) {
      if (verified.label().equals(Optional.of(VERIFIED))) {
        return device(disks, names(classes.resolve(verified.name()).resolve("slaves")));
      }
    }
    return Optional.empty();
  }

  /// @param below the partitions that `/usr` is made of
  private Optional<Path> device(List<Disk> disks, List<String> below) {
    for (Disk disk : disks) {
      if (disk.partitions().stream().anyMatch(partition -> below.contains(partition.name()))) {
        return disk.partitions().stream()
            .filter(partition -> partition.label().equals(Optional.of(LABEL)))
            .findFirst()
            .map(partition -> root.resolve("dev").resolve(partition.name().replace('!', '/')));
      }
    }
    return Optional.empty();
  }

  private static List<String> names(Path folder) {
    String @Nullable [] names = folder.toFile().list();
    return names == null ? List.of() : Arrays.asList(names);
  }
}
