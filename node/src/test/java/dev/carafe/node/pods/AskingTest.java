package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions to a port that listens or does not.
class AskingTest {
  @TempDir private Path folder;
  private final Semaphore changes = new Semaphore(0);

  @Test
  void whoAnswersIsReady() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        Asking asking = ask(new Probes(some(server, 1), Optional.empty(), some(server, 1)))) {
      assertThat(awaited(asking, 1)).isEqualTo(new Health(true, Optional.empty()));
    }
  }

  @Test
  void whoAnswersNoMoreIsNotReady() throws Exception {
    ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    try (Asking asking = ask(new Probes(Optional.empty(), Optional.empty(), some(server, 2)))) {
      assertThat(awaited(asking, 1).ready()).isTrue();
      server.close();
      assertThat(awaited(asking, 1)).isEqualTo(new Health(false, Optional.empty()));
    }
  }

  @Test
  void whoDoesNotAnswerMustBeStartedAnew() throws Exception {
    ServerSocket server = closed();
    try (Asking asking = ask(new Probes(Optional.empty(), some(server, 2), Optional.empty()))) {
      assertThat(asking.health().ready()).isTrue();
      Health health = awaited(asking, 1);
      assertThat(health.fault().orElseThrow())
          .contains("its liveness probe failed: port " + server.getLocalPort());
    }
  }

  @Test
  void whoDoesNotStartMustBeStartedAnew() throws Exception {
    try (Asking asking = ask(new Probes(some(closed(), 1), some(closed(), 1), Optional.empty()))) {
      assertThat(awaited(asking, 1).fault().orElseThrow()).startsWith("its startup probe failed");
    }
  }

  /// The runtime does not answer; the port does.
  @Test
  void whoCannotBeAskedIsLeftAlone() throws Exception {
    Probe program =
        new Probe(
            new Probe.Exec(List.of("/bin/true")),
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            1,
            1);
    try (ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        Asking asking = ask(new Probes(Optional.empty(), Optional.of(program), some(server, 1)))) {
      for (int i = 0; i < 3; i++) {
        server.accept().close();
      }
      assertThat(asking.health()).isEqualTo(new Health(true, Optional.empty()));
    }
  }

  private static ServerSocket closed() throws IOException {
    ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    server.close();
    return server;
  }

  private static Optional<Probe> some(ServerSocket server, int failures) {
    return Optional.of(
        new Probe(
            new Probe.TcpSocket(server.getLocalPort()),
            Duration.ZERO,
            Duration.ofMillis(20),
            Duration.ofSeconds(5),
            failures,
            1));
  }

  private Asking ask(Probes probes) {
    return new Asking(
        probes, new Asker(folder.resolve("none"), "id", "127.0.0.1"), changes::release);
  }

  private Health awaited(Asking asking, int number) throws InterruptedException {
    assertThat(changes.tryAcquire(number, 20, TimeUnit.SECONDS)).isTrue();
    return asking.health();
  }
}
