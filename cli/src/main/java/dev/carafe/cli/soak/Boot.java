package dev.carafe.cli.soak;

import dev.carafe.lab.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A machine of a campaign that has booted.
///
/// @param page the port of this machine that leads to the node's port [#PAGE]
/// @param disk as it was when the machine started; nobody writes to it meanwhile
/// @param writes the log of what it writes to its disk
record Boot(Machine machine, NodeApi node, int page, Path disk, Path writes) {
  /// Where a pod may serve a page.
  static final int PAGE = 8080;

  /// How long the log of writes is now.
  long noted() throws IOException {
    return Files.size(writes);
  }
}
