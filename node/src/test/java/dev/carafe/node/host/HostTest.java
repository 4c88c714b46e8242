package dev.carafe.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
  @TempDir private Path folder;

  @Test
  void osReleaseIsReadWithAndWithoutQuotes() {
    assertThat(
            OsRelease.parse(
                "# c\nPRETTY_NAME=\"Carafe 1 \\\"x\\\"\"\nVARIANT_ID=plain\nVERSION_ID='1'\n\nX\n"))
        .isEqualTo(new OsRelease("Carafe 1 \"x\"", "plain", "1", ""));
  }

  @Test
  void theKernelsFilesAreUnderstood() throws IOException {
    Files.createDirectories(folder.resolve("self"));
    Files.writeString(folder.resolve("uptime"), "12.34 20.00\n");
    Files.writeString(
        folder.resolve("self/smaps_rollup"),
        "x\nRss:  50000 kB\nPss:  40000 kB\nPss_Dirty:  1 kB\n");
    Files.writeString(
        folder.resolve("self/maps"), "7f-80 r--p 0 00:1 2   /usr/lib/carafe/agent/agent.jsa\n");
    Self self = new Self(folder);
    assertThat(self.uptime()).isEqualTo(Duration.ofMillis(12_340));
    assertThat(self.memory()).isEqualTo(40_000L * 1024);
    assertThat(self.mapsArchive("agent.jsa")).isTrue();
    assertThat(self.mapsArchive("other.jsa")).isFalse();
  }

  @Test
  void theDataPartitionHasASizeOnceItIsMounted() throws IOException {
    Path mounts = Files.writeString(folder.resolve("mounts"), "tmpfs / tmpfs rw 0 0\n");
    DataPartition data = new DataPartition(mounts, folder);
    assertThat(data.space()).isEmpty();
    Files.writeString(mounts, "tmpfs / tmpfs rw 0 0\n/dev/vda6 " + folder + " ext4 rw 0 0\n");
    assertThat(data.space())
        .hasValueSatisfying(
            space -> assertThat(space.available()).isPositive().isLessThanOrEqualTo(space.total()));
  }

  @Test
  void everyLineInTheJournalHasItsPriority() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Journal(new PrintStream(out, false, StandardCharsets.UTF_8)).warning("a\nb");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("<4>a\n<4>b\n");
  }

  @Test
  void readinessIsSaidOnlyToAManagerThatListens() {
    List<List<String>> commands = new ArrayList<>();
    new ServiceManager(Map.of(), Path.of("/notify"), noting(commands)).ready("x");
    assertThat(commands).isEmpty();
    new ServiceManager(Map.of("NOTIFY_SOCKET", "/s"), Path.of("/notify"), noting(commands))
        .ready("x");
    assertThat(commands).containsExactly(List.of("/notify", "--ready", "--status=x"));
  }

  @Test
  void aProgramsOutputIsReturnedAndOneThatFailsOrIsMissingIsSaid() {
    HostProcesses processes = new HostProcesses();
    assertThat(processes.run(List.of("/bin/cat"), "what")).isEqualTo("what");
    assertThatThrownBy(() -> processes.run(List.of("/bin/sh", "-c", "cat; exit 3"), "why"))
        .isInstanceOf(ProgramFailedException.class)
        .hasMessage("could not run /bin/sh: exit status 3, expected 0: why");
    assertThatThrownBy(() -> processes.run(List.of("/no/program"), ""))
        .isInstanceOf(ProgramFailedException.class);
  }

  @Test
  void aProgramThatRunsOnIsReadWhileItDoesAndEnded() throws IOException {
    HostProcesses processes = new HostProcesses();
    List<String> command = List.of("/bin/sh", "-c", "cat; echo no input; exec sleep 600");
    InputStream output;
    try (RunningProgram program = processes.start(command)) {
      output = program.output();
      assertThat(output.readNBytes(9)).asString(StandardCharsets.UTF_8).isEqualTo("no input\n");
    }
    assertThat(output.read()).isNegative();
    assertThatThrownBy(() -> processes.start(List.of("/no/program")))
        .isInstanceOf(ProgramFailedException.class);
  }

  private static Processes noting(List<List<String>> commands) {
    return (command, _) -> {
      commands.add(command);
      return "";
    };
  }
}
