package dev.carafe.lab.task;

import dev.carafe.image.BuiltMicrovm;
import java.nio.file.Path;
import java.util.Optional;

/// A machine for one task.
///
/// @param system the kernel and the initrd
/// @param disk with the task's files; nothing for a machine that has none, and says so
public record TaskMachineSpec(
    BuiltMicrovm system, Task task, Optional<Path> disk, int memoryMegabytes, int cpus) {
  public TaskMachineSpec {
    if (memoryMegabytes <= 0 || cpus <= 0) {
      throw new IllegalArgumentException(
          "no machine has %d MB of memory and %d processors".formatted(memoryMegabytes, cpus));
    }
  }
}
