package dev.carafe.node.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.exec.ExecClient.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `GET /exec` waits for, and how long.
@Timeout(60)
class ExecPatienceIT {

  @TempDir private Path root;
  private ServedNode node;

  @BeforeEach
  void serve() throws IOException {
    node = ServedNode.make(root);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private ExecClient client() throws IOException {
    return ExecClient.open(node.socket());
  }

  @Test
  void aClientThatSaysNothingIsCutOffAfterTenSeconds() throws IOException {
    try (ExecClient client = client()) {
      client.initialize("pod/box", "null", "sleep", "1000");
      long start = System.nanoTime();
      int pings = 0;
      for (int opcode = client.skipFrame(); opcode >= 0; opcode = client.skipFrame()) {
        pings += opcode == 9 ? 1 : 0;
      }
      Duration silence = Duration.ofNanos(System.nanoTime() - start);
      assertThat(silence).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(16));
      assertThat(pings).isBetween(2, 4);
    }
    assertGone();
  }

  /// The process waits for its reader, and so does the agent.
  @Test
  void aClientThatDoesNotReadHoldsTheProcessUp() throws IOException, InterruptedException {
    Path count = root.resolve("count");
    try (ExecClient client = client()) {
      client.initialize(
          "pod/box",
          "null",
          "sh",
          "-c",
          "i=0; while :; do i=$((i+1)); head -c 65536 /dev/zero; echo $i > " + count + "; done");
      String before = "";
      String now = "-";
      while (!now.equals(before)) {
        before = now;
        client.frame(0x8a, new byte[0]); // it lives
        Thread.sleep(1000);
        now = Files.exists(count) ? Files.readString(count).strip() : "-";
      }
      assertThat(Integer.parseInt(now)).isBetween(1, 64);
    }
    assertGone();
  }

  /// Others than the process may hold its output open.
  @Test
  void aProcessThatLeavesAnotherBehindEndsAllTheSame() throws IOException {
    try (ExecClient client = client()) {
      client.initialize("pod/box", "null", "sh", "-c", "sleep 5 & exit 3");
      assertThat(client.end()).isEqualTo(new End(1000, "3"));
    }
  }

  /// Every process has ended soon.
  private void assertGone() {
    for (ProcessHandle process : node.containers().started()) {
      assertThat(process.onExit().orTimeout(10, TimeUnit.SECONDS))
          .succeedsWithin(Duration.ofSeconds(10));
    }
  }
}
