package dev.carafe.node.ephemeral;

import dev.carafe.node.host.Processes;
import java.nio.file.Path;
import java.util.List;

/// What is on a disk, by its signatures. Whatever is there stays, unless it is ours.
///
/// Source: [wipefs(8)](https://man7.org/linux/man-pages/man8/wipefs.8.html).
sealed interface Contents {

  /// Nothing that anybody would know.
  record Blank() implements Contents {}

  /// Our file system.
  record Formatted(String kind) implements Contents {}

  /// A part of our array.
  record Member() implements Contents {}

  record Foreign(String kind) implements Contents {}

  /// Of our file system: no longer than XFS allows.
  String LABEL = ".ephemeral";

  /// The name of our array: mdadm takes none that begins with a dot.
  String ARRAY = "ephemeral";

  String RAID = "linux_raid_member";

  static Contents of(Path wipefs, Path device, Processes processes) {
    String signatures =
        processes
            .run(
                List.of(
                    wipefs.toString(), "--noheadings", "--output", "TYPE,LABEL", device.toString()),
                "")
            .strip();
    if (signatures.isEmpty()) {
      return new Blank();
    }
    String[] first = signatures.lines().findFirst().orElse("").strip().split("\\s+", 2);
    boolean own = first.length == 2 && (first[1].equals(LABEL) || first[1].endsWith(":" + ARRAY));
    if (!own || signatures.lines().count() != 1) {
      return new Foreign(first[0]);
    }
    return first[0].equals(RAID) ? new Member() : new Formatted(first[0]);
  }
}
