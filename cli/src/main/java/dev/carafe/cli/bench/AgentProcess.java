package dev.carafe.cli.bench;

import dev.carafe.image.component.Component.JavaProgram;
import dev.carafe.image.java.JavaRuntime;
import dev.carafe.image.process.Command;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// The agent as a node starts it: with the same run-time, options and class-data archive.
final class AgentProcess implements AutoCloseable {
  private static final long GLANCE = 2_000_000L;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long END_SECONDS = 20;

  /// The run-time's own helper for starting programs would need another libc than this machine's.
  private static final String WITHOUT_HELPER = "-Djdk.lang.Process.launchMechanism=VFORK";

  private final Process process;
  private final AgentRoot root;
  private final long started;

  private AgentProcess(Process process, AgentRoot root, long started) {
    this.process = process;
    this.root = root;
    this.started = started;
  }

  /// Puts the program where it is on a node.
  ///
  /// @param time of the jars, as the archive has it
  static void install(AgentRoot root, JavaRuntime runtime, Instant time) throws IOException {
    Path folder = Files.createDirectories(root.path().resolve(runtime.program().install()));
    for (Path jar : runtime.jars()) {
      Path copy = Files.copy(jar, folder.resolve(jar.getFileName()));
      Files.setLastModifiedTime(copy, FileTime.from(time));
    }
    Files.copy(runtime.archive(), folder.resolve(runtime.archive().getFileName()));
  }

  static AgentProcess start(AgentRoot root, JavaRuntime runtime, ToolsTree jdk) {
    JavaProgram program = runtime.program();
    Path folder = root.path().resolve(program.install());
    List<String> words = new ArrayList<>(program.options());
    words.add(WITHOUT_HELPER);
    words.add("-XX:SharedArchiveFile=" + folder.resolve(runtime.archive().getFileName()));
    words.add("-Xshare:auto");
    words.add("-cp");
    words.add(
        runtime.jars().stream()
            .map(jar -> folder.resolve(jar.getFileName()).toString())
            .collect(Collectors.joining(":")));
    words.add(program.main());
    words.add(root.path().toString());
    words.add(String.valueOf(Ports.free()));
    words.add(String.valueOf(Ports.free()));
    Command java = jdk.commandAt(runtime.runtime().resolve("bin/java")).with(words);
    Redirect journal = Redirect.appendTo(root.journal().toFile());
    long started = System.nanoTime();
    return new AgentProcess(java.start(Redirect.PIPE, journal, journal), root, started);
  }

  /// Waits until it says that it is ready.
  ///
  /// @return since it was started
  Duration awaitReady() throws IOException {
    while (true) {
      if (health().contains("ready_after_ms")) {
        return age();
      }
      if (!process.isAlive() || age().compareTo(PATIENCE) > 0) {
        throw new IOException(
            "the agent does not become ready: " + Files.readString(root.journal()).strip());
      }
      LockSupport.parkNanos(GLANCE);
    }
  }

  /// How long it has been on a processor, in steps of 10 ms.
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /// The health document; nothing while nobody answers.
  String health() {
    try (SocketClient client = SocketClient.connect(root.socket())) {
      return client.send("GET", "/v1/health", "");
    } catch (IOException _) {
      return "";
    }
  }

  /// Its share of memory, in KiB.
  ///
  /// Source: [proc_pid_smaps(5)](https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html).
  long memory() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup"))) {
      if (line.startsWith("Pss:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("could not read the agent's memory: this kernel does not tell it");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(root.socket());
  }
}
