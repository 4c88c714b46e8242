package dev.carafe.lab.task;

import dev.carafe.image.content.Content;
import dev.carafe.image.cpio.CpioArchive;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.HostMemory;
import dev.carafe.lab.LabException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A machine in QEMU without firmware that runs one task, as it runs.
///
/// What the machine is told of its task goes behind the initrd: the kernel unpacks one archive
/// after the other, whoever starts it, and no device or service has to be there to read it.
public final class TaskMachine implements AutoCloseable {
  private static final String DROP_IN = "etc/systemd/system/task.service.d/task.conf";
  private static final int TAIL = 2000;
  private static final int PAGE = 4096;
  private static final int WORD = 4;

  private final Process process;
  private final TaskFolder folder;
  private final Follower output;
  private final Follower errors;
  private final long started = System.nanoTime();

  private TaskMachine(Process process, TaskFolder folder, OutputStream output, OutputStream errors)
      throws IOException {
    this.process = process;
    this.folder = folder;
    this.output = Follower.follow(folder.output(), output, process::isAlive);
    this.errors = Follower.follow(folder.errors(), errors, process::isAlive);
  }

  /// Starts a machine, after a look whether it can run here.
  ///
  /// @param tools with QEMU
  /// @param output where the task's standard output goes, byte for byte, as it comes
  /// @param errors and its standard error
  /// @param work a folder for what the machine writes
  public static TaskMachine start(
      ToolsTree tools,
      TaskMachineSpec spec,
      Acceleration acceleration,
      OutputStream output,
      OutputStream errors,
      Path work)
      throws IOException {
    HostMemory.demand(spec.memoryMegabytes());
    TaskFolder folder = new TaskFolder(Files.createDirectories(work));
    writeInitrd(spec, folder.initrd());
    for (Path file : List.of(folder.console(), folder.output(), folder.errors(), folder.report())) {
      Files.write(file, new byte[0]);
    }
    String commandLine =
        TaskArguments.commandLine(
            Files.readString(spec.system().commandLine()),
            acceleration,
            TimeStampCounter.kilohertz());
    Process process =
        tools
            .command("qemu-system-x86_64")
            .with(
                TaskArguments.of(
                    spec,
                    acceleration,
                    commandLine,
                    List.of(tools.file("usr/share/qemu"), tools.file("usr/share/seabios")),
                    folder))
            .start(
                Redirect.from(Path.of("/dev/null").toFile()),
                Redirect.DISCARD,
                Redirect.to(folder.complaints().toFile()));
    return new TaskMachine(process, folder, output, errors);
  }

  private static void writeInitrd(TaskMachineSpec spec, Path target) throws IOException {
    FileTree more = new FileTree();
    more.text(DROP_IN, TaskUnit.of(spec.task()), "task");
    try (FileChannel out =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Content.of(spec.system().initrd()).writeTo(out);
      CpioArchive.write(out, more.entries(), Instant.EPOCH);
      out.write(ByteBuffer.allocate(padding(out.size())));
    }
  }

  /// How many zeros, which the kernel passes over, let an initrd end at the beginning of a page.
  ///
  /// QEMU puts it below the end of memory, beginning with a page; and a `microvm`'s firmware then
  /// puts ACPI's tables into the last 4 KiB of memory, whatever is there: QEMU's
  /// `x86_load_linux()`, with an `acpi_data_size` of 0.
  static int padding(long size) {
    return Math.toIntExact(Math.floorMod(WORD - size, PAGE));
  }

  /// Waits until the task has ended and all that it wrote has been handed on.
  ///
  /// @throws NoEndException where the machine ended without a word about its task
  public TaskEnd awaitEnd() throws InterruptedException, IOException {
    process.waitFor();
    output.join();
    errors.join();
    String console = Files.readString(folder.console(), StandardCharsets.ISO_8859_1);
    return TaskEnd.of(Files.readString(folder.report()), console)
        .orElseThrow(() -> new NoEndException(complaints(), console));
  }

  /// Since the machine was started.
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private String complaints() {
    try {
      return Files.readString(folder.complaints());
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// Cuts the power.
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// A machine ended, and its task is not known to have.
  public static final class NoEndException extends LabException {
    private static final long serialVersionUID = 1L;

    NoEndException(String complaints, String console) {
      super(
          "could not run the task: the machine ended without saying how the task did%n%s%n%s"
              .formatted(complaints, console.substring(Math.max(0, console.length() - TAIL)))
              .strip());
    }
  }
}
