package dev.carafe.node.problems;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Ext4Inodes;
import dev.carafe.node.host.KernelText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is looked at now and then.
///
/// @param proc the kernel's `/proc`
/// @param classes its `/sys/class/block`
public record HostView(Path proc, Path classes, DataPartition data) {
  private static final Pattern STUCK =
      Pattern.compile("(?ms)^State:\\s+D\\b.*^voluntary_ctxt_switches:\\s+(\\d+)");

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

  /// How often a task has begun to wait, where it waits for something that cannot be interrupted
  /// (`D`): it has gone on once the number is another.
  Optional<String> stuckSince(String pid) {
    try {
      String status = KernelText.read(proc.resolve(pid).resolve("status"));
      Matcher stuck = STUCK.matcher(status);
      return stuck.find() ? Optional.of(stuck.group(1)) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // it has ended
    }
  }
}
