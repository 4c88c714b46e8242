package dev.carafe.lab.task;

import java.nio.file.Path;

/// What a machine for a task keeps in its folder.
record TaskFolder(Path root) {

  /// Its system with what it is told of its task.
  Path initrd() {
    return root.resolve("initrd");
  }

  /// What the kernel says.
  Path console() {
    return root.resolve("console.log");
  }

  /// What the task writes to its standard output.
  Path output() {
    return root.resolve("output");
  }

  /// And to its standard error.
  Path errors() {
    return root.resolve("errors");
  }

  /// How it ended.
  Path report() {
    return root.resolve("report");
  }

  /// What QEMU complains about.
  Path complaints() {
    return root.resolve("qemu.err");
  }
}
