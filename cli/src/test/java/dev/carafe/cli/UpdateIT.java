package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.UnusualReleases.Difference;
import dev.carafe.cli.node.RunContext;
import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that is updated to systems that are no good: after each of them it runs again what it ran
/// before, by itself, and tells what became of the other.
@LongTest
class UpdateIT {
  private static final String GOOD = "0.2.0";
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final int TRIES = 3;

  /// What a kernel says that waits for a disk which never comes.
  private static final Pattern HANGS = Pattern.compile("Waiting for root device");

  private static final Pattern CORRUPT = Pattern.compile("verity.*corrupt");

  @TempDir private static Path work;

  private static ToolsTree tools;
  private static UnusualReleases releases;
  private static RunContext context;
  private static MachineSpec spec;
  private static Machine machine;
  private static String last = "";

  @BeforeAll
  static void boot() throws IOException {
    tools = TestWorkshop.open().labTools();
    releases = UnusualReleases.begin(work);
    context = new RunContext("run", work.resolve("config"));
    int port = Ports.free();
    spec =
        MachineSpec.of(
                releases.good().disk(),
                context.amended(
                    "[settings]\nmotd = \"kept\"\n\n" + releases.settings(), Instant.now()),
                Map.of(port, RunContext.PORT))
            .withMemory(512)
            .withDisk(work.resolve("disk.qcow2"));
    machine = start();
    context.establish(
        port,
        machine.await(
            "the fingerprint", PATIENCE, () -> RunContext.fingerprint(machine.console())));
    awaitSaying("(?s)good.*", "boot");
  }

  @AfterAll
  static void end() throws IOException {
    Files.writeString(Path.of("target", "update-console.txt"), machine.console());
    Files.writeString(Path.of("target", "update-journal.txt"), said("logs").orElse(last));
    machine.close();
    releases.close();
  }

  @Test
  void aGateThatDoesNotPassLeadsBack() throws IOException, InterruptedException {
    install("0.3.0", Difference.none().gated());
    machine = start();
    awaitOff();
    machine = start();
    isBackFrom("0.3.0", "never");
  }

  @Test
  void aKernelThatPanicsLeadsBack() throws IOException, InterruptedException {
    install("0.4.0", Difference.none().with("rdinit=/absent", "init=/absent"));
    for (int i = 0; i < TRIES; i++) {
      machine = start();
      awaitOff();
    }
    machine = start();
    isBackFrom("0.4.0", "no boot of it was a good one");
  }

  /// Nobody ends such a boot but a watchdog of the machine's, or whoever has its power.
  @Test
  @Thorough
  void aKernelThatHangsLeadsBackOnceItIsReset() throws IOException, InterruptedException {
    install(
        "0.5.0",
        Difference.none()
            .with("rdinit=/absent", "root=PARTLABEL=absent", "rootwait", "loglevel=7"));
    for (int i = 0; i < TRIES; i++) {
      machine = start();
      machine.awaitConsole(HANGS, PATIENCE);
      machine.cut();
    }
    machine = start();
    isBackFrom("0.5.0", "no boot of it was a good one");
  }

  @Test
  @Thorough
  void aBlockThatIsNotAsItWasSignedLeadsBack() throws IOException, InterruptedException {
    install("0.6.0", Difference.none());
    damage("usr_0.6.0");
    for (int i = 0; i < TRIES; i++) {
      machine = start();
      machine.awaitConsole(CORRUPT, PATIENCE);
      awaitOff();
    }
    machine = start();
    isBackFrom("0.6.0", "no boot of it was a good one");
  }

  private static Machine start() throws IOException {
    return Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("machine"));
  }

  /// Publishes a version and lets the node take it, until the machine goes off to start anew.
  private static void install(String version, Difference difference)
      throws IOException, InterruptedException {
    releases.publish(version, difference);
    assertThat(said("update", "apply", "--check", "--reboot").orElse(last)).contains(version);
    awaitOff();
    releases.withdraw(version);
  }

  private static void awaitOff() throws InterruptedException {
    assertThat(machine.awaitEnd(PATIENCE)).as(machine.console()).isTrue();
    machine.close();
  }

  /// The node runs the good version, with its settings, and knows what it has left and why.
  private static void isBackFrom(String version, String why) {
    awaitSaying("(?s).*" + Pattern.quote(GOOD) + ".*", "get", "os");
    assertThat(said("get", "settings.motd").orElse(last)).contains("kept");
    String history = said("update", "history").orElse(last);
    assertThat(history.lines().filter(line -> line.contains(version)).findFirst().orElse(history))
        .contains("rolled-back", why);
  }

  /// Waits until `carafe node` says something.
  private static void awaitSaying(String pattern, String... words) {
    Pattern wanted = Pattern.compile(pattern);
    machine.await(
        "'" + pattern + "' from " + List.of(words),
        PATIENCE,
        () -> said(words).filter(text -> wanted.matcher(text).matches()));
  }

  /// What `carafe node` says, if it does well.
  private static Optional<String> said(String... words) {
    List<String> all = new ArrayList<>(List.of("node"));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", context.folder().toString()));
    StringWriter output = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(output, true))
            .execute(all.toArray(String[]::new));
    last = output.toString();
    return Optional.of(last).filter(_ -> code == 0);
  }

  /// Changes the block with which the file system of a partition begins.
  ///
  /// @param label what the first of its partitions is called, or how that begins
  private static void damage(String label) throws IOException {
    String file = spec.disk().orElseThrow().toString();
    Path table = work.resolve("table.raw");
    tools
        .command("qemu-img", "dd", "-f", "qcow2", "-O", "raw", "bs=1M", "count=1")
        .with("if=" + file, "of=" + table)
        .run();
    try (FileChannel channel = FileChannel.open(table)) {
      Partition partition =
          PartitionTableReading.of(ByteSource.of(channel)).table().partitions().stream()
              .filter(each -> each.label().startsWith(label))
              .findFirst()
              .orElseThrow();
      tools
          .command("qemu-io", "-f", "qcow2", "-c")
          .with("write -P 0x5a %d 512".formatted(partition.offset() + 1024), file)
          .run();
    }
  }
}
