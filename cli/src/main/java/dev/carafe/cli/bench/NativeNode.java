package dev.carafe.cli.bench;

import dev.carafe.image.process.Command;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The programs of an image as processes of this machine, without emulation: its agent, containerd,
/// runc and network plug-ins, in namespaces of their own, with the image's `/usr`.
///
/// It needs root, and a kernel with erofs, overlayfs, bridges and cgroups.
final class NativeNode implements PodsNode {
  private static final String JAVA = "/carafe/jre/bin/java";
  private static final Path PROC = Path.of("/proc");
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
  private static final long END_SECONDS = 20;

  private final Process process;
  private final Path work;

  private NativeNode(Process process, Path work) {
    this.process = process;
    this.work = work;
  }

  /// Starts one.
  ///
  /// @param usr the image's `/usr` file system
  /// @param work an empty folder for what the node writes
  static NativeNode start(ToolsTree tools, Path usr, String userData, Path work)
      throws IOException {
    if (!Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
      throw new IOException("it needs root");
    }
    Path data = Files.writeString(work.resolve("user-data"), userData);
    Path root = Files.createDirectory(work.resolve("root"));
    Command command =
        tools
            .command("busybox", "unshare", "-m", "-p", "-n", "-u", "-i", "-f")
            .with("--propagation", "private", tools.file("usr/bin/busybox").toString())
            .with("sh", "-c", script(), "native-node", root.toString(), usr.toString())
            .with(data.toString(), tools.file("usr/bin/busybox").toString())
            .with(agentLog(work).toString(), work.resolve("containerd.log").toString());
    Files.createFile(agentLog(work));
    Redirect complaints = Redirect.to(complaints(work).toFile());
    return new NativeNode(command.start(Redirect.PIPE, complaints, complaints), work);
  }

  private static String script() throws IOException {
    try (InputStream in =
        Optional.ofNullable(NativeNode.class.getResourceAsStream("native-node.sh"))
            .orElseThrow(() -> new IOException("no resource native-node.sh"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Path agentLog(Path work) {
    return work.resolve("agent.log");
  }

  private static Path complaints(Path work) {
    return work.resolve("complaints");
  }

  @Override
  public Optional<String> health() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          Files.readString(complaints(work))
              .lines()
              .reduce((_, last) -> last)
              .orElse("its processes have ended"));
    }
    Optional<Path> socket = root().map(root -> root.resolve("run/api.sock"));
    if (socket.isEmpty()) {
      return Optional.empty();
    }
    try (SocketClient client = SocketClient.connect(socket.get())) {
      return Optional.of(client.send("GET", "/v1/health", ""));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  public String journal() throws IOException {
    return Files.readString(agentLog(work));
  }

  @Override
  public String log(String pod) throws IOException {
    Path folder = root().orElseThrow().resolve("var/log/pods").resolve(pod);
    if (!Files.isDirectory(folder)) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Override
  public void kill(String word) throws IOException {
    ProcessHandle victim =
        process
            .descendants()
            .filter(one -> List.of(one.info().arguments().orElse(new String[0])).contains(word))
            .findFirst()
            .orElseThrow(() -> new IOException("no process has " + word + " in its command line"));
    victim.destroyForcibly();
  }

  /// Where the node's root is seen from outside, once its agent runs.
  private Optional<Path> root() {
    return process
        .descendants()
        .filter(one -> one.info().command().orElse("").endsWith(JAVA))
        .findFirst()
        .map(agent -> PROC.resolve(String.valueOf(agent.pid())).resolve("root"));
  }

  /// Ends it: nothing of it outlives the first process of its namespace.
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
      }
    } catch (InterruptedException _) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
    removeControlGroups();
  }

  /// Those of its containers, which are empty now, and which the kernel keeps.
  private static void removeControlGroups() throws IOException {
    List<Path> ours;
    try (Stream<Path> all = Files.walk(CGROUPS)) {
      ours =
          all.filter(Files::isDirectory)
              .filter(path -> path.toString().contains("/k8s.io"))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (Path group : ours) {
      try {
        Files.delete(group);
      } catch (IOException _) {
        // it is somebody else's
      }
    }
  }
}
