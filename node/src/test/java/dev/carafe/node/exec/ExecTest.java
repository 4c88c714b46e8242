package dev.carafe.node.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.exec.ExecClient.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bottlerocket's contract of `GET /exec`, with real processes of this machine.
@Timeout(60)
class ExecTest {
  private static final int SIZE = 1009;
  private static final int POLICY = 1008;

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
  void theExitCodeIsTheReasonOfTheClosing() throws IOException {
    for (int code : new int[] {0, 7}) {
      try (ExecClient client = client()) {
        client.initialize("pod/box", "null", "sh", "-c", "echo out; echo err >&2; exit " + code);
        assertThat(client.end()).isEqualTo(new End(1000, Integer.toString(code)));
        assertThat(client.outputText()).isEqualTo("out\nerr\n");
        assertThat(client.texts())
            .containsExactly(
                "{\"Capacity\":{\"max_messages_outstanding\":1024,\"messages_written\":0}}");
      }
    }
  }

  @Test
  void aProgramThatIsNotThereEndsWith127AndAWordWhy() throws IOException {
    try (ExecClient client = client()) {
      client.initialize("pod/box", "null", "/no/such/program");
      assertThat(client.end()).isEqualTo(new End(1000, "127"));
      assertThat(client.outputText()).startsWith("could not run /no/such/program: ");
    }
  }

  @Test
  void whatGoesInComesOutAndIsCounted() throws IOException, InterruptedException {
    byte[] bytes = new byte[300 * 40_000];
    new Random(1).nextBytes(bytes);
    try (ExecClient client = client()) {
      client.initialize("pod/box", "null", "cat");
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int at = 0; at < bytes.length; at += 40_000) {
                    byte[] piece = new byte[40_000];
                    System.arraycopy(bytes, at, piece, 0, piece.length);
                    client.input(piece);
                  }
                  client.text("\"ContentComplete\"");
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(client.end()).isEqualTo(new End(1000, "0"));
      writer.join();
      assertThat(client.output()).isEqualTo(bytes);
      assertThat(client.texts())
          .contains("{\"Capacity\":{\"max_messages_outstanding\":1024,\"messages_written\":128}}")
          .contains("{\"Capacity\":{\"max_messages_outstanding\":1024,\"messages_written\":256}}")
          .hasSize(3);
    }
  }

  @Test
  void aClientThatSendsMoreThanItMayIsClosed() throws IOException {
    try (ExecClient client = client()) {
      client.initialize("pod/box", "null", "sleep", "1000");
      // the pipe takes 64 KiB of them, which the process will never read
      for (int i = 0; i < 65_536 / 1024 + 1024 + 2; i++) {
        client.input(new byte[1024]);
      }
      assertThat(client.end().code()).isEqualTo(SIZE);
    }
    assertGone();
  }

  @Test
  void aFrameThatIsTooLargeIsClosed() throws IOException {
    try (ExecClient client = client()) {
      client.initialize("pod/box", "null", "sleep", "1000");
      client.input(new byte[(64 << 10) + 1]);
      assertThat(client.end().code()).isEqualTo(SIZE);
    }
    assertGone();
  }

  @Test
  void theProcessOfAClientThatGoesIsEnded() throws IOException {
    try (ExecClient client = client()) {
      client.initialize("pod/box", "null", "sleep", "1000");
      assertThat(client.skipFrame()).isEqualTo(1);
    }
    assertGone();
  }

  @Test
  void aTerminalsSizeIsToldAtFirstAndWhenItChanges() throws IOException {
    try (ExecClient client = client()) {
      client.initialize("pod/box", "{\"size\":{\"rows\":24,\"cols\":80}}", "cat");
      client.text("{\"Winch\":{\"rows\":50,\"cols\":132}}");
      client.text("\"ContentComplete\"");
      assertThat(client.end()).isEqualTo(new End(1000, "0"));
    }
    assertThat(node.containers().sizes())
        .containsExactly(new WindowSize(24, 80), new WindowSize(50, 132));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ContentComplete\" | the first message is not Initialize",
        "{\"Winch\":{\"rows\":1,\"cols\":1}} | the first message is not Initialize",
        "nonsense | a text message is not JSON: ",
        "{} | a text message is {\"Initialize\":{...}}",
        "{\"Initialize\":7} | a text message is {\"Initialize\":{...}}",
        "{\"Initialize\":{\"command\":[{\"Unix\":[97]}],\"tty\":null}} | Initialize has no target",
        "{\"Initialize\":{\"target\":\"a\",\"command\":[]}} | Initialize has no command",
        "{\"Initialize\":{\"target\":\"a\",\"command\":[\"ls\"]}} | a word of the command is",
        "{\"Initialize\":{\"target\":\"a\",\"command\":[{\"Unix\":[256]}]}} | a byte is a number from 0",
        "{\"Initialize\":{\"target\":\"a\",\"command\":[{\"Unix\":[0]}]}} | a word of the command has a zero",
        "{\"Initialize\":{\"target\":\"a\",\"command\":[{\"Unix\":[255]}]}} | a word of the command is not UTF-8",
        "{\"Initialize\":{\"target\":\"a\",\"command\":[{\"Unix\":[97]}],\"tty\":1}} | tty is null or",
        "{\"Initialize\":{\"target\":\"a\",\"command\":[{\"Unix\":[97]}],\"tty\":{\"size\":{\"rows\":1}}}} | cols is a number",
        "{\"Initialize\":{\"target\":\"a\",\"command\":[{\"Unix\":[97]}],\"tty\":null}} | could not enter a: no pod",
      })
  void whatCannotBegunIsToldWhy(String message, String why) throws IOException {
    try (ExecClient client = client()) {
      client.text(message);
      End end = client.end();
      assertThat(end.code()).isEqualTo(POLICY);
      assertThat(end.reason()).startsWith(why);
    }
  }

  @Test
  void inputAfterItsEndIsAMistake() throws IOException {
    try (ExecClient client = client()) {
      client.initialize("pod/box", "null", "sleep", "1000");
      client.text("\"ContentComplete\"");
      client.input(new byte[] {1});
      assertThat(client.end()).isEqualTo(new End(POLICY, "input follows ContentComplete"));
    }
    assertGone();
  }

  /// As many as may run do, the next one is told, and the rest of the API has room all the while.
  @Test
  void sixtyFourMayRunAndTheNextOneIsToldSo() throws IOException {
    List<ExecClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        ExecClient client = client().initialize("pod/box", "null", "sleep", "1000");
        assertThat(client.skipFrame()).isEqualTo(1);
        clients.add(client);
      }
      try (ExecClient late = ExecClient.connect(node.socket())) {
        assertThat(late.head()).startsWith("HTTP/1.1 503 ");
      }
    } finally {
      for (ExecClient client : clients) {
        client.close();
      }
    }
    assertGone();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (threads() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(threads()).isZero();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("exec-"))
        .count();
  }

  @Test
  void whoRanWhatIsInTheAuditLogWithoutItsArguments() throws IOException {
    try (ExecClient client = client()) {
      client.initialize("pod/box", "null", "echo", "secret");
      client.end();
    }
    String log = Files.readString(root.resolve("var/lib/carafe/audit/audit.log"));
    assertThat(log).contains("\"exec\"").contains("pod/box").contains("echo");
    assertThat(log).contains("/exec").doesNotContain("secret");
  }

  /// Every process has ended soon.
  private void assertGone() {
    for (ProcessHandle process : node.containers().started()) {
      assertThat(process.onExit().orTimeout(10, TimeUnit.SECONDS))
          .succeedsWithin(Duration.ofSeconds(10));
    }
  }
}
