package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.BuiltImage;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// A node that runs pods of the image [ContainerImages#HELLO], and whoever works with it as an
/// administrator.
record PodNode(Beginning beginning, Machine machine, ExecPeer peer, String name)
    implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(8);
  static final String BUSYBOX = "/bin/busybox";
  private static final int API = 7443;
  private static final int CALLS = 5;

  /// What is needed before the node: its programs, and images.
  record Beginning(Workshop workshop, ToolsTree tools, Registry registry, Path work) {

    static Beginning in(Path work) throws IOException, InterruptedException {
      Workshop workshop = TestWorkshop.open();
      ToolsTree tools = workshop.labTools();
      Registry registry = Registry.start(tools, Files.createDirectories(work.resolve("hub")));
      return new Beginning(workshop, tools, registry, work);
    }

    /// Boots a node that keeps these pods.
    ///
    /// @param name of what is written down of it
    /// @param ports of this machine and of the node's
    PodNode boot(String name, String userData, Map<Integer, Integer> ports)
        throws IOException, InterruptedException, GeneralSecurityException {
      BuiltImage image = workshop.build("plain");
      ContainerImages.pushHello(tools, registry, "hello", work);
      String ca = work.resolve("ca").toString();
      String keys = work.resolve("k").toString();
      String remote = node("authority", "create", "--out", ca);
      node("authority", "issue", "a", "--role", "admin", "--authority", ca, "--out", keys);
      int api = Ports.free();
      Map<Integer, Integer> all = new HashMap<>(ports);
      all.put(api, API);
      String text =
          userData
              .replace("REGISTRY", registry.guestAddress())
              .replace("IMAGE", ContainerImages.HELLO);
      MachineSpec spec =
          MachineSpec.of(image.disk(), text + "\n" + remote, all)
              .withMemory(512)
              .withDisk(work.resolve("disk.qcow2"));
      ExecPeer peer = ExecPeer.of(api, work.resolve("k/a.pem"), work.resolve("k/a.key"));
      return new PodNode(this, start(spec), peer, name);
    }

    private Machine start(MachineSpec spec) throws IOException, InterruptedException {
      return Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("machine"));
    }
  }

  /// User data beside the tests.
  static String resource(String name) throws IOException {
    try (InputStream in = PodNode.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Runs `carafe node`, which must succeed.
  private static String node(String... words) {
    StringWriter output = new StringWriter();
    String[] all = new String[words.length + 1];
    all[0] = "node";
    System.arraycopy(words, 0, all, 1, words.length);
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(output, true))
            .execute(all);
    assertThat(code).as(output.toString()).isZero();
    return output.toString();
  }

  /// Writes down what is worth knowing of a test that failed.
  @Override
  public void close() throws IOException {
    Files.writeString(notes("console.txt"), machine.console());
    Files.writeString(notes("health.json"), health());
    Files.writeString(notes("journal.txt"), get("/v1/logs"));
    peer.close();
    machine.close();
    beginning.registry().close();
  }

  private Path notes(String what) {
    return Path.of("target", name + "-" + what);
  }

  /// Waits for a page that a pod serves.
  String page(int port, String path) {
    return machine.await("page " + path, PATIENCE, () -> Pages.get(port, path)).strip();
  }

  String health() {
    return get("/v1/health");
  }

  /// Waits for something in the health document, and gives all of it.
  String awaitHealth(String text) {
    String[] seen = {""};
    try {
      return machine.await(
          text,
          PATIENCE,
          () -> {
            seen[0] = health();
            return Optional.of(seen[0]).filter(document -> document.contains(text));
          });
    } catch (RuntimeException e) {
      throw new AssertionError("no '" + text + "' in " + seen[0], e);
    }
  }

  /// An answer, or nothing.
  String get(String path) {
    try {
      return peer.get(path);
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /// Changes settings, and lets them take effect.
  ///
  /// @param settings in JSON
  void change(String settings) {
    assertThat(peer.patch("/settings", settings)).isEqualTo(204);
    assertThat(peer.post("/tx/commit_and_apply")).isEqualTo(200);
  }

  /// Removes settings.
  void remove(String key) {
    assertThat(peer.delete("/v1/settings?keys=settings." + key)).isEqualTo(204);
    assertThat(peer.post("/tx/commit_and_apply")).isEqualTo(200);
  }

  /// What a script writes in a container. A node that has much to do may turn the first away.
  String run(String target, String script) {
    for (int i = 1; i < CALLS; i++) {
      try {
        return runOnce(target, script);
      } catch (CompletionException _) {
        // again
      }
    }
    return runOnce(target, script);
  }

  private String runOnce(String target, String script) {
    Said said = new Said();
    ExecPeer.End end = peer.run(target, "null", said, BUSYBOX, "sh", "-c", script).end();
    assertThat(end.code()).as(end.reason()).isEqualTo(1000);
    return said.text();
  }

  /// What a script writes in a container, if it can be run.
  Optional<String> tried(String target, String script) {
    try {
      return Optional.of(runOnce(target, script).strip());
    } catch (RuntimeException | AssertionError _) {
      return Optional.empty();
    }
  }

  /// What tells one life of a container from another.
  String life(String target) {
    return run(target, "cut -d' ' -f22 /proc/1/stat").strip();
  }

  /// Waits for another life of a container.
  void awaitAnother(String target, String life) {
    machine.await(
        "another life of " + target,
        PATIENCE,
        () -> tried(target, "cut -d' ' -f22 /proc/1/stat").filter(now -> !now.equals(life)));
  }
}
