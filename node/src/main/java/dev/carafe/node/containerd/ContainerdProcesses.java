package dev.carafe.node.containerd;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.cri.Sandbox;
import dev.carafe.node.exec.ContainerProcess;
import dev.carafe.node.exec.ContainerProcesses;
import dev.carafe.node.exec.NotStartedException;
import dev.carafe.node.exec.RefusedTargetException;
import dev.carafe.node.exec.Terminal;
import dev.carafe.node.exec.WindowSize;
import dev.carafe.node.grpc.CallFailedException;
import dev.carafe.node.host.Processes;
import dev.carafe.node.hostcontainers.Kind;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Starts processes in the containers of the pods and of the node itself.
///
/// A process runs as what the container's own one was started as: its user, capabilities,
/// environment and working directory.
public final class ContainerdProcesses implements ContainerProcesses {
  private static final int KILL = 9;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;
  private static final String UNKNOWN = ": unknown";
  private static final String FAILURE = "unable to start container process: ";

  /// While a process is started, runc has about 20 MiB of the machine's memory: that of many at
  /// once would be missed by the pods.
  private static final int MOST_STARTS = 4;

  private final Path socket;
  private final Path folder;
  private final Path systemdTmpfiles;
  private final Processes processes;
  private final ContainerTasks tasks;
  private final Semaphore starts = new Semaphore(MOST_STARTS, true);
  private boolean swept;

  /// @param socket containerd's
  /// @param folder where the pipes are; nobody else's
  public ContainerdProcesses(Path socket, Path folder, Path systemdTmpfiles, Processes processes) {
    this.socket = socket;
    this.folder = folder;
    this.systemdTmpfiles = systemdTmpfiles;
    this.processes = processes;
    this.tasks = new ContainerTasks(socket);
  }

  @Override
  public ContainerProcess start(String target, List<String> command, Optional<Terminal> terminal) {
    sweep();
    ProcessId id = new ProcessId(find(target), "exec-" + UUID.randomUUID());
    Json process = process(tasks.process(id.container()), command, terminal);
    Pipes pipes =
        Pipes.make(folder.resolve(id.container() + "." + id.name()), systemdTmpfiles, processes);
    TaskProcess started;
    starts.acquireUninterruptibly();
    try {
      started = TaskProcess.start(tasks, id, process, pipes, terminal.isPresent());
    } catch (CallFailedException e) {
      throw notStarted(command.getFirst(), e);
    } finally {
      starts.release();
    }
    terminal.flatMap(Terminal::size).ifPresent(started::resize);
    return started;
  }

  /// The id of the container that is meant: `POD/CONTAINER`, or one name, of a host container or
  /// else of a pod that has one container.
  private String find(String target) {
    int slash = target.indexOf('/');
    List<String> pods =
        slash < 0 ? List.of(Kind.HOST.pod(target), target) : List.of(target.substring(0, slash));
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      Sandbox sandbox =
          runtime.sandboxes().stream()
              .filter(found -> pods.contains(found.pod()) && found.ready())
              .min(Comparator.comparingInt(found -> pods.indexOf(found.pod())))
              .orElseThrow(() ->
                  new RefusedTargetException(
                      target,
                      slash < 0
                          ? "no host container and no pod of that name runs"
                          : "no pod of that name runs"));
      List<RuntimeContainer> running =
          runtime.containers(sandbox.id()).stream()
              .filter(RuntimeContainer.Running.class::isInstance)
              .toList();
      List<RuntimeContainer> meant =
          running.stream()
              .filter(found -> slash < 0 || found.name().equals(target.substring(slash + 1)))
              .toList();
      if (meant.size() == 1) {
        return meant.getFirst().id();
      }
      throw new RefusedTargetException(target, why(running));
    }
  }

  private static String why(List<RuntimeContainer> running) {
    if (running.isEmpty()) {
      return "none of its containers runs";
    }
    String names = running.stream().map(RuntimeContainer::name).collect(Collectors.joining(", "));
    return "say POD/CONTAINER, where there runs " + names;
  }

  /// What is started: the container's own process with another command and another terminal.
  static Json.Struct process(Json.Struct own, List<String> command, Optional<Terminal> terminal) {
    Map<String, Json> members = new LinkedHashMap<>(own.members());
    members.put("args", Json.of(command.stream().map(Json::of).toList()));
    members.put("terminal", Json.of(terminal.isPresent()));
    members.remove("consoleSize");
    if (terminal.isPresent()) {
      members.put("env", withTerm(own));
      terminal.get().size().ifPresent(size -> members.put("consoleSize", consoleSize(size)));
    }
    return new Json.Struct(members);
  }

  private static Json consoleSize(WindowSize size) {
    return Json.object().with("height", size.rows()).with("width", size.columns()).build();
  }

  /// The environment, which says what kind the terminal is.
  private static Json withTerm(Json.Struct own) {
    List<Json> env = new ArrayList<>();
    if (own.member("env").orElse(new Json.Null()) instanceof Json.Array(List<Json> given)) {
      env.addAll(given);
    }
    boolean told =
        env.stream()
            .anyMatch(entry -> entry instanceof Json.Text(String text) && text.startsWith("TERM="));
    if (!told) {
      env.add(Json.of("TERM=xterm"));
    }
    return Json.of(env);
  }

  /// What runc has to say, in few words.
  private static NotStartedException notStarted(String program, CallFailedException failure) {
    String reason = failure.reason();
    int start = reason.indexOf(FAILURE);
    String why = start < 0 ? reason : reason.substring(start + FAILURE.length());
    boolean absent =
        why.contains("executable file not found") || why.contains("no such file or directory");
    return new NotStartedException(
        program,
        why.endsWith(UNKNOWN) ? why.substring(0, why.length() - UNKNOWN.length()) : why,
        absent ? NOT_FOUND : NOT_EXECUTABLE);
  }

  /// Ends what an earlier run of the agent has left, and it could still be stuck.
  private synchronized void sweep() {
    if (swept) {
      return;
    }
    swept = true;
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> left = Files.list(folder)) {
      left.forEach(this::sweep);
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + folder + ": " + e.getMessage(), e);
    }
  }

  private void sweep(Path pipes) {
    String name = String.valueOf(pipes.getFileName());
    int dot = name.indexOf('.');
    if (dot > 0) {
      ProcessId id = new ProcessId(name.substring(0, dot), name.substring(dot + 1));
      try {
        tasks.kill(id, KILL);
        tasks.await(id);
        tasks.delete(id);
      } catch (NodeException _) {
        // it has ended, or its container has
      }
    }
    new Pipes(pipes).delete();
  }
}
