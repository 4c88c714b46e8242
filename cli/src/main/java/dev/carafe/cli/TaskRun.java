package dev.carafe.cli;

import dev.carafe.image.BuiltMicrovm;
import dev.carafe.image.content.Content;
import dev.carafe.image.oci.LayerStack;
import dev.carafe.image.oci.OciImage;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.TreeEntry;
import dev.carafe.lab.LabTools;
import dev.carafe.lab.task.Task;
import dev.carafe.lab.task.TaskDisk;
import dev.carafe.lab.task.TaskEnd;
import dev.carafe.lab.task.TaskMachine;
import dev.carafe.lab.task.TaskMachineSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// `carafe run` of a variant that runs one task and ends with it.
final class TaskRun {
  private static final String GREETING =
      "echo \"Hello from a machine of my own: Linux $(uname -r), $(nproc) processor,"
          + " $(free -m | awk '/^Mem/ { print $2 }') MB\"";

  private final Workshop workshop;
  private final TaskOptions options;
  private final int memory;
  private final PrintWriter words;

  /// @param words where what is said of the task goes: not where it writes itself
  TaskRun(Workshop workshop, TaskOptions options, int memory, PrintWriter words) {
    this.workshop = workshop;
    this.options = options;
    this.memory = memory;
    this.words = words;
  }

  /// Builds the variant and runs the task.
  ///
  /// @param output where its standard output goes
  /// @param errors where its standard error goes
  /// @return the task's exit code
  /// @throws TaskNotRunException where it did not come to that
  int run(String variant, OutputStream output, OutputStream errors) throws InterruptedException {
    try {
      Path work = Files.createTempDirectory("carafe-task-");
      atTheEnd(() -> delete(work));
      try {
        return run(workshop.buildMicrovm(variant), work, output, errors);
      } finally {
        delete(work);
      }
    } catch (IOException | RuntimeException e) {
      throw new TaskNotRunException(e);
    }
  }

  private int run(BuiltMicrovm system, Path work, OutputStream output, OutputStream errors)
      throws IOException, InterruptedException {
    ToolsTree tools = workshop.tools(LabTools.FOR_TASKS);
    Path disk = work.resolve("task.erofs");
    Task task = task(tools, disk, work);
    try (TaskMachine machine =
        TaskMachine.start(
            tools,
            new TaskMachineSpec(system, task, Optional.of(disk), memory, 1),
            workshop.acceleration(tools),
            output,
            errors,
            work.resolve("machine"))) {
      atTheEnd(machine::close);
      TaskEnd end = machine.awaitEnd();
      tell(end, machine);
      return end.exitCode();
    }
  }

  private Task task(ToolsTree tools, Path disk, Path work) throws IOException {
    if (options.image == null) {
      TaskDisk.write(tools, demonstration(tools), disk);
      return Task.of(options.command.isEmpty() ? List.of("sh", "-c", GREETING) : options.command)
          .with(options.environment);
    }
    OciImage image = OciImage.read(options.image);
    LayerStack files = LayerStack.of(image, work);
    TaskDisk.write(tools, files, disk);
    return Task.of(image.config(), files, options.command, options.environment);
  }

  /// A busybox under its own name and that of the one program that starts all others.
  private static List<TreeEntry> demonstration(ToolsTree tools) {
    return Stream.<TreeEntry>concat(
            Stream.of("bin", "dev", "etc", "proc", "run", "sys", "tmp", "var")
                .map(folder -> new TreeEntry.Directory(folder, 0755)),
            Stream.of(
                new TreeEntry.RegularFile(
                    "bin/busybox", 0755, Content.of(tools.file("usr/bin/busybox"))),
                new TreeEntry.Symlink("bin/sh", "busybox")))
        .sorted(Comparator.comparing(TreeEntry::path))
        .toList();
  }

  private void tell(TaskEnd end, TaskMachine machine) {
    end.bootTime()
        .ifPresent(boot ->
            words.printf(
                Locale.ROOT,
                "carafe: the task began %.1f s after the kernel, the machine ended %.1f s after its"
                    + " start%n",
                boot.toMillis() / 1000.0,
                machine.age().toMillis() / 1000.0));
    words.printf("carafe: the task %s%n", end.description());
    words.flush();
  }

  /// Of this process, should that come before the task's.
  private static void atTheEnd(Runnable work) {
    Runtime.getRuntime().addShutdownHook(new Thread(work));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException _) {
      // gone already, or a folder for what is temporary, which the system clears too
    }
  }
}
