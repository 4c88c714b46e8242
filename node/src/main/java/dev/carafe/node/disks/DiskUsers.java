package dev.carafe.node.disks;

import java.nio.file.Path;
import java.util.List;

/// The pods, as far as they matter to disks.
public interface DiskUsers {

  /// The names of those that have something of a folder.
  List<String> of(Path folder);

  /// A disk is there now, or is not any more.
  void diskChanged();
}
