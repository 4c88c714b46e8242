package dev.carafe.node.containerd;

import dev.carafe.node.host.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Two named pipes in a folder of their own, for what goes in and out of one process.
///
/// The JDK has no call that makes a named pipe. `systemd-tmpfiles`, which a node has, makes them.
///
/// Source:
/// [tmpfiles.d(5)](https://www.freedesktop.org/software/systemd/man/latest/tmpfiles.d.html).
record Pipes(Path folder) {

  /// @throws dev.carafe.node.host.ProgramFailedException where they cannot be made
  static Pipes make(Path folder, Path systemdTmpfiles, Processes processes) {
    Pipes pipes = new Pipes(folder);
    String lines =
        "d "
            + folder.getParent()
            + " 0700\nd "
            + folder
            + " 0700\n"
            + "p "
            + pipes.input()
            + " 0600\np "
            + pipes.output()
            + " 0600\n";
    processes.run(List.of(systemdTmpfiles.toString(), "--create", "-"), lines);
    return pipes;
  }

  Path input() {
    return folder.resolve("in");
  }

  Path output() {
    return folder.resolve("out");
  }

  void delete() {
    try {
      Files.deleteIfExists(input());
      Files.deleteIfExists(output());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
