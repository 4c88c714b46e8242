package dev.carafe.node.pods;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A folder or file that containers of a pod can mount.
public sealed interface Volume {
  String name();

  /// An empty folder on the data partition.
  record EmptyFolder(String name) implements Volume {}

  /// An empty folder in memory.
  ///
  /// @param bytes how much fits in; empty for the half of the machine's memory
  record EmptyMemory(String name, OptionalLong bytes) implements Volume {}

  /// A folder or file of the host.
  record HostPath(String name, Path path, HostPathType type) implements Volume {

    /// Whether one is in the other.
    boolean overlaps(Path folder) {
      return path.startsWith(folder) || folder.startsWith(path);
    }
  }

  /// Files that settings have, in memory.
  ///
  /// @param mode their permissions
  /// @param files by their paths in the volume
  record Files(String name, int mode, Map<String, String> files) implements Volume {
    public Files {
      files = new TreeMap<>(files);
    }
  }
}
