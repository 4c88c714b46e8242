package dev.carafe.node.problems;

import dev.carafe.node.host.KernelText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which file systems on devices cannot be written, by the kernel's list of mounts.
///
/// Source:
/// [proc_pid_mountinfo(5)](https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html).
///
/// @param proc where the list is
/// @param classes `/sys/class/block`
record ReadOnlyMounts(Path proc, Path classes) {
  private static final int ID = 0;
  private static final int DEVICE = 2;
  private static final int PATH = 4;
  private static final int BEHIND_SEPARATOR = 3;

  /// A file system that is mounted.
  ///
  /// @param id of the mount, which another mount of the device has not
  record Mounted(String id, String path, boolean readOnly) {}

  /// What is mounted of a device; empty where nothing is any more.
  Optional<Mounted> of(String device) {
    try {
      String number = KernelText.read(classes.resolve(device).resolve("dev")).strip();
      return Optional.ofNullable(mounts().get(number));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Whether what is mounted at a path cannot be written.
  boolean isReadOnlyAt(String path) {
    try {
      return mounts().values().stream()
          .anyMatch(mounted -> mounted.path().equals(path) && mounted.readOnly());
    } catch (IOException _) {
      return false;
    }
  }

  /// By the devices' numbers. The file system's own options count, not those of one mount of it.
  private Map<String, Mounted> mounts() throws IOException {
    Map<String, Mounted> mounts = new HashMap<>();
    for (String line : KernelText.read(proc.resolve("self/mountinfo")).split("\n", -1)) {
      List<String> fields = Arrays.asList(line.split(" ", -1));
      int separator = fields.indexOf("-");
      if (separator > PATH && fields.size() > separator + BEHIND_SEPARATOR) {
        List<String> options =
            Arrays.asList(fields.get(separator + BEHIND_SEPARATOR).split(",", -1));
        boolean readOnly = options.contains("ro") || options.contains("emergency_ro");
        mounts.putIfAbsent(
            fields.get(DEVICE), new Mounted(fields.get(ID), fields.get(PATH), readOnly));
      }
    }
    return mounts;
  }
}
