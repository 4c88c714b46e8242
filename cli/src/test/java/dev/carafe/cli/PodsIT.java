package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Three pods on a node that has booted: what they have been given, and what becomes of them when
/// things die.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PodsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String BUSYBOX = "/bin/busybox";
  private static final int API = 7443;

  @TempDir static Path work;

  private static Registry registry;
  private static Machine machine;
  private static ExecPeer peer;
  private static int web;
  private static int vault;
  private static int echo;

  @BeforeAll
  static void boot() throws IOException, InterruptedException, GeneralSecurityException {
    BuildOptions options = new BuildOptions();
    options.output = work.resolve("image");
    Workshop workshop = new Workshop(Path.of(".."), options, Progress.SILENT);
    BuiltImage image = workshop.build("plain");
    ToolsTree tools =
        workshop.tools(
            List.of(
                PackageRequest.of("busybox-static"),
                PackageRequest.of("docker-registry"),
                PackageRequest.of("ovmf"),
                PackageRequest.of("qemu-system-x86"),
                PackageRequest.of("qemu-utils")));
    registry = Registry.start(tools, Files.createDirectories(work.resolve("hub")));
    ContainerImages.pushHello(tools, registry, "hello", work);
    String remote = node("authority", "create", "--out", at("ca"));
    node("authority", "issue", "a", "--role", "admin", "--authority", at("ca"), "--out", at("k"));
    web = Ports.free();
    vault = Ports.free();
    echo = Ports.free();
    int api = Ports.free();
    MachineSpec spec =
        MachineSpec.of(
                image.disk(),
                pods() + "\n" + remote,
                Map.of(web, 8080, vault, 8081, echo, 8090, api, API))
            .withMemory(512);
    machine = Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("machine"));
    peer = ExecPeer.of(api, work.resolve("k/a.pem"), work.resolve("k/a.key"));
    page(web, "/index.html");
    page(vault, "/status");
  }

  private static String pods() throws IOException {
    try (InputStream in = PodsIT.class.getResourceAsStream("pods.toml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("REGISTRY", registry.guestAddress())
          .replace("IMAGE", ContainerImages.HELLO);
    }
  }

  @AfterAll
  static void end() throws IOException, InterruptedException {
    Files.writeString(Path.of("target/pods-console.txt"), machine.console());
    Files.writeString(Path.of("target/pods-health.json"), health());
    Files.writeString(Path.of("target/pods-journal.txt"), peer.get("/v1/logs"));
    peer.close();
    machine.close();
    registry.close();
  }

  private static String at(String name) {
    return work.resolve(name).toString();
  }

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

  private static String page(int port, String path) {
    return machine.await("page " + path, PATIENCE, () -> Pages.get(port, path)).strip();
  }

  @Test
  @Order(1)
  void theFirstContainerHasWrittenWhatTheSecondServes() {
    assertThat(page(web, "/index.html")).isEqualTo("it begins");
    assertThat(page(web, "/hand.html")).isEqualTo("written by hand");
    assertThat(health()).contains("\"state\":\"running\",\"ready\":true");
  }

  @Test
  @Order(1)
  void secretsAndLimitsAreThere() {
    assertThat(page(vault, "/file")).isEqualTo("xyzzy");
    assertThat(page(vault, "/env")).isEqualTo("xyzzy debug");
    assertThat(page(vault, "/id")).startsWith("uid=1000 gid=1000");
    assertThat(page(vault, "/status").lines())
        .containsExactly("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2");
    assertThat(run("vault/httpd", "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max"))
        .isEqualTo("33554432\n50000 100000\n");
    assertThat(run("vault/httpd", "cat /sys/fs/cgroup/pids.max")).isEqualTo("4096\n");
    assertThat(
            run(
                "vault/httpd",
                "echo a > /a || echo b > /keys/b || dd if=/dev/zero of=/site/c bs=1M count=2"))
        .contains("Read-only file system")
        .contains("No space left on device");
  }

  @Test
  @Order(2)
  void anUnwellContainerIsStartedAnew() {
    String before = started("web", "httpd");
    run("web", "touch /data/unwell");
    machine.await("a new container", PATIENCE, () -> changed(before, "web", "httpd"));
    run("host", "rm /proc/1/root/var/lib/volumes/web/unwell");
    assertThat(page(web, "/index.html")).isEqualTo("it begins");
  }

  @Test
  @Order(3)
  void killedContainersComeBack() {
    for (String port : List.of("80", "8080")) {
      run(
          "host",
          "for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline | grep -q '[h]ttpd -f -p "
              + port
              + " ' && kill -9 ${p#/proc/}; done; true");
    }
    assertThat(page(web, "/index.html")).isEqualTo("it begins");
    assertThat(page(vault, "/file")).isEqualTo("xyzzy");
  }

  @Test
  @Order(4)
  void neitherTheAgentNorContainerdTakesAPodWithIt() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), echo)) {
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(echo(socket, answers, "one")).isEqualTo("one");
      String webBefore = started("web", "httpd");
      String vaultBefore = started("vault", "httpd");
      for (String victim : List.of("java", "containerd")) {
        String pid = run("host", "pidof " + victim).strip();
        kill(pid);
        machine.await("another " + victim, PATIENCE, () -> another(victim, pid));
        assertThat(echo(socket, answers, victim)).isEqualTo(victim);
      }
      machine.await(
          "healthy pods",
          PATIENCE,
          () -> Optional.of(health()).filter(text -> text.contains("\"status\":\"healthy\"")));
      assertThat(started("web", "httpd")).isEqualTo(webBefore);
      assertThat(started("vault", "httpd")).isEqualTo(vaultBefore);
    }
  }

  private static String echo(Socket socket, BufferedReader answers, String word)
      throws IOException {
    socket.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
    return answers.readLine();
  }

  private static Optional<String> another(String victim, String pid) {
    try {
      return Optional.of(run("host", "pidof " + victim).strip())
          .filter(found -> !found.isEmpty() && !found.equals(pid));
    } catch (RuntimeException | AssertionError _) {
      return Optional.empty();
    }
  }

  /// Ends what may take the connection of who asks for it with it.
  private static void kill(String pid) {
    try {
      run("host", "kill -9 " + pid);
    } catch (RuntimeException | AssertionError _) {
      // its end shows
    }
  }

  @Test
  @Order(5)
  void onlyWhatChangedIsMadeAnew() {
    String before = started("vault", "httpd");
    String other = started("web", "httpd");
    Said said = new Said();
    assertThat(peer.run("vault/httpd", "null", said, BUSYBOX, "true").end().code()).isEqualTo(1000);
    assertThat(peer.patch("/settings", "{\"config-maps\":{\"page\":{\"level\":\"info\"}}}"))
        .isEqualTo(204);
    peer.post("/tx/commit_and_apply");
    machine.await("a new container", PATIENCE, () -> changed(before, "vault", "httpd"));
    machine.await(
        "the new value",
        PATIENCE,
        () -> Pages.get(vault, "/env").filter(text -> text.equals("xyzzy info\n")));
    assertThat(started("web", "httpd")).isEqualTo(other);
  }

  /// What tells one life of a container from another.
  private static String started(String pod, String container) {
    return run(pod + "/" + container, "cut -d' ' -f22 /proc/1/stat").strip();
  }

  private static Optional<String> changed(String before, String pod, String container) {
    try {
      return Optional.of(started(pod, container)).filter(now -> !now.equals(before));
    } catch (RuntimeException | AssertionError _) {
      return Optional.empty();
    }
  }

  private static String health() {
    try {
      return peer.get("/v1/health");
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /// What a script writes in a container.
  private static String run(String target, String script) {
    Said said = new Said();
    ExecPeer.End end = peer.run(target, "null", said, BUSYBOX, "sh", "-c", script).end();
    assertThat(end.code()).as(end.reason()).isEqualTo(1000);
    return said.text();
  }

  private static final class Said implements Consumer<ByteBuffer> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void accept(ByteBuffer piece) {
      while (piece.hasRemaining()) {
        bytes.write(piece.get());
      }
    }

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
