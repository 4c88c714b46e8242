package dev.carafe.node.problems;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Ext4Inodes;
import dev.carafe.node.host.KernelText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What is looked at now and then.
///
/// @param proc the kernel's `/proc`
/// @param classes its `/sys/class/block`
public record HostView(Path proc, Path classes, DataPartition data) {

  Optional<Room> room() {
    return data.space().map(space -> new Room(space, data.device().flatMap(Ext4Inodes::of)));
  }

  /// Where the data partition is.
  String dataPath() {
    return data.mountPoint().toString();
  }

  ReadOnlyMounts mounts() {
    return new ReadOnlyMounts(proc, classes);
  }

  /// Whether a process waits for something that cannot be interrupted (`D`).
  boolean isStuck(String pid) {
    try {
      String stat = KernelText.read(proc.resolve(pid).resolve("stat"));
      return stat.startsWith("D", stat.lastIndexOf(')') + 2);
    } catch (IOException _) {
      return false; // it has ended
    }
  }
}
