package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Three pods on a node that has booted: what they have been given, and what becomes of them when
/// things die.
@LongTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PodsIT {
  private static final int WEB = Ports.free();
  private static final int VAULT = Ports.free();
  private static final int ECHO = Ports.free();

  @TempDir static Path work;

  private static PodNode node;

  @BeforeAll
  static void boot() throws IOException, InterruptedException, GeneralSecurityException {
    node =
        PodNode.Beginning.in(work)
            .boot(
                "pods", PodNode.resource("pods.toml"), Map.of(WEB, 8080, VAULT, 8081, ECHO, 8090));
    node.page(WEB, "/index.html");
    node.page(VAULT, "/status");
  }

  @AfterAll
  static void end() throws IOException {
    node.close();
  }

  @Test
  @Order(1)
  void theFirstContainerHasWrittenWhatTheSecondServes() {
    assertThat(node.page(WEB, "/index.html")).isEqualTo("it begins");
    assertThat(node.page(WEB, "/hand.html")).isEqualTo("written by hand");
    assertThat(node.health()).contains("\"state\":\"running\",\"ready\":true");
  }

  @Test
  @Order(1)
  void secretsAndLimitsAreThere() {
    assertThat(node.page(VAULT, "/file")).isEqualTo("xyzzy");
    assertThat(node.page(VAULT, "/env")).isEqualTo("xyzzy debug");
    assertThat(node.page(VAULT, "/id")).startsWith("uid=1000 gid=1000");
    assertThat(node.page(VAULT, "/status").lines())
        .containsExactly("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2");
    assertThat(node.run("vault/httpd", "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max"))
        .isEqualTo("33554432\n50000 100000\n");
    assertThat(node.run("vault/httpd", "cat /sys/fs/cgroup/pids.max")).isEqualTo("4096\n");
    assertThat(
            node.run(
                "vault/httpd",
                "echo a > /a || echo b > /keys/b || dd if=/dev/zero of=/site/c bs=1M count=2"))
        .contains("Read-only file system")
        .contains("No space left on device");
  }

  @Test
  @Order(2)
  void anUnwellContainerIsStartedAnew() {
    String before = node.life("web/httpd");
    node.run("web", "touch /data/unwell");
    node.awaitAnother("web/httpd", before);
    node.run("host", "rm /proc/1/root/var/lib/volumes/web/unwell");
    assertThat(node.page(WEB, "/index.html")).isEqualTo("it begins");
  }

  @Test
  @Order(3)
  void killedContainersComeBack() {
    for (String port : List.of("80", "8080")) {
      node.run(
          "host",
          "for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline | grep -q '[h]ttpd -f -p "
              + port
              + " ' && kill -9 ${p#/proc/}; done; true");
    }
    assertThat(node.page(WEB, "/index.html")).isEqualTo("it begins");
    assertThat(node.page(VAULT, "/file")).isEqualTo("xyzzy");
  }

  @Test
  @Order(4)
  void neitherTheAgentNorContainerdTakesAPodWithIt() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ECHO)) {
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(echo(socket, answers, "one")).isEqualTo("one");
      String webBefore = node.life("web/httpd");
      String vaultBefore = node.life("vault/httpd");
      for (String victim : List.of("java", "containerd")) {
        String pid = node.run("host", "pidof " + victim).strip();
        node.tried("host", "kill -9 " + pid);
        node.machine().await("another " + victim, PodNode.PATIENCE, () -> another(victim, pid));
        assertThat(echo(socket, answers, victim)).isEqualTo(victim);
      }
      node.awaitHealth("\"status\":\"healthy\"");
      assertThat(node.life("web/httpd")).isEqualTo(webBefore);
      assertThat(node.life("vault/httpd")).isEqualTo(vaultBefore);
    }
  }

  private static String echo(Socket socket, BufferedReader answers, String word)
      throws IOException {
    socket.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
    return answers.readLine();
  }

  private static Optional<String> another(String victim, String pid) {
    return node.tried("host", "pidof " + victim)
        .filter(found -> !found.isEmpty() && !found.equals(pid));
  }

  @Test
  @Order(5)
  void onlyWhatChangedIsMadeAnew() {
    String before = node.life("vault/httpd");
    String other = node.life("web/httpd");
    node.change("{\"config-maps\":{\"page\":{\"level\":\"info\"}}}");
    node.awaitAnother("vault/httpd", before);
    node.machine()
        .await(
            "the new value",
            PodNode.PATIENCE,
            () -> Pages.get(VAULT, "/env").filter(text -> text.equals("xyzzy info\n")));
    assertThat(node.life("web/httpd")).isEqualTo(other);
  }
}
