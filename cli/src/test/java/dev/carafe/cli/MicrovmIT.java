package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.component.Component.ContainerStart;
import dev.carafe.image.content.Content;
import dev.carafe.image.oci.ContainerImage;
import dev.carafe.image.tree.TreeEntry;
import dev.carafe.lab.LabTools;
import dev.carafe.lab.task.Task;
import dev.carafe.lab.task.TaskEnd;
import dev.carafe.lab.task.TaskMachine;
import dev.carafe.lab.task.TaskMachineSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Machines for one task: built, started, and what they say of how it ended.
@LongTest
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MicrovmIT {
  private static final int MEMORY = 256;
  private static final long LARGEST_INITRD = 32L << 20;

  private final Workshop workshop = TestWorkshop.open();
  private final TaskOptions options = new TaskOptions();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final StringWriter words = new StringWriter();

  @TempDir Path work;

  private int run(int memory) throws InterruptedException {
    int code =
        new TaskRun(workshop, options, memory, new PrintWriter(words, true))
            .run("microvm", output, errors);
    System.out.println(words);
    return code;
  }

  private void command(String... command) {
    options.command = List.of(command);
  }

  private String said() {
    return output.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theDemonstrationTellsOfItsMachineAndOfItsBoot() throws IOException, InterruptedException {
    assertThat(run(MEMORY)).isZero();
    assertThat(said())
        .matches("Hello from a machine of my own: Linux \\S+, 1 processor, \\d+ MB\n");
    assertThat(words.toString())
        .containsPattern("the task began \\d+\\.\\d s after the kernel")
        .contains("the task exited with 0");
    assertThat(Files.size(workshop.buildMicrovm("microvm").initrd())).isLessThan(LARGEST_INITRD);
  }

  @Test
  void whatTheTaskWritesComesOutByteForByteAndItsExitCodeIsCarafes() throws InterruptedException {
    options.environment.put("WHO", "you & \"me\" 100%");
    command(
        "sh",
        "-c",
        "printf 'a\\r\\n\\000\\377%s' \"$WHO\"; echo more > /dev/stdout; echo wrong >&2; exit 3");
    assertThat(run(MEMORY)).isEqualTo(3);
    assertThat(output.toByteArray())
        .isEqualTo("a\r\n\0\u00ffyou & \"me\" 100%more\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("wrong\n");
  }

  @Test
  void aTaskThatIsKilledHasTheCodeOfItsSignal() throws InterruptedException {
    command("sh", "-c", "kill -9 $$");
    assertThat(run(MEMORY)).isEqualTo(137);
    assertThat(words.toString()).contains("the task was killed by signal 9");
  }

  @Test
  void aProgramThatIsNotThereIsToldApart() throws InterruptedException {
    command("/bin/nothing");
    assertThat(run(MEMORY)).isEqualTo(127);
    assertThat(words.toString())
        .contains("the task was not started")
        .contains("/bin/nothing: No such file or directory");
  }

  @Test
  void aTaskThatEatsAllMemoryIsKilledAndTheMachineTellsSo() throws InterruptedException {
    command("sh", "-c", "busybox tail /dev/zero");
    assertThat(run(MEMORY)).isEqualTo(137);
    assertThat(words.toString()).contains("ran out of memory");
  }

  @Test
  void anImageIsRunAsItSays() throws IOException, InterruptedException {
    Path busybox = workshop.tools(LabTools.FOR_TASKS).file("usr/bin/busybox");
    Path layout = Files.createDirectories(work.resolve("layout"));
    ContainerImage.write(
        layout,
        "1",
        List.of(
            new TreeEntry.Directory("bin", 0755),
            new TreeEntry.RegularFile("bin/busybox", 0755, Content.of(busybox)),
            new TreeEntry.Symlink("bin/sh", "busybox")),
        new ContainerStart(
            List.of("sh", "-c", "echo $GREETING $PWD $(id -u); echo kept > /file; cat /file"),
            List.of("GREETING=hi")),
        Instant.EPOCH);
    options.image = layout;
    assertThat(run(MEMORY)).isZero();
    assertThat(said()).isEqualTo("hi / 0\nkept\n");
  }

  @Test
  void aMachineWithoutTheTasksDiskSaysSo() throws IOException, InterruptedException {
    var tools = workshop.tools(LabTools.FOR_TASKS);
    TaskMachineSpec spec =
        new TaskMachineSpec(
            workshop.buildMicrovm("microvm"),
            Task.of(List.of("true")),
            Optional.empty(),
            MEMORY,
            1);
    OutputStream nowhere = OutputStream.nullOutputStream();
    try (TaskMachine machine =
        TaskMachine.start(
            tools, spec, workshop.acceleration(tools), nowhere, nowhere, work.resolve("machine"))) {
      TaskEnd end = machine.awaitEnd();
      assertThat(end.exitCode()).isEqualTo(126);
      assertThat(end.description()).contains("/dev/vda");
    }
  }
}
