package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.api.SocketClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The logs of containers over the socket.
@Timeout(30)
class LogsTest {
  @TempDir private Path root;

  private ServedNode node;

  @BeforeEach
  void serve() throws IOException {
    node = ServedNode.make(root);
    write("page", "2026-11-29T06:00:00Z stdout F started");
    write("page", "2026-11-29T06:00:01Z stderr F it failed");
  }

  @AfterEach
  void close() {
    node.close();
  }

  private void write(String container, String line) throws IOException {
    Path folder = Files.createDirectories(root.resolve("var/log/pods/web").resolve(container));
    Files.writeString(
        folder.resolve("0.log"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private SocketChannel ask(String query, String accept) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(node.socket()));
    Channels.newOutputStream(channel)
        .write(
            "GET /v1/logs?%s HTTP/1.1\r\nHost: x\r\nAccept: %s\r\n\r\n"
                .formatted(query, accept)
                .getBytes(StandardCharsets.US_ASCII));
    return channel;
  }

  private static BufferedReader reader(SocketChannel channel) {
    return new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
  }

  private List<String> lines(String query, String accept) throws IOException {
    try (SocketChannel channel = ask(query, accept);
        BufferedReader in = reader(channel)) {
      return in.lines().filter(line -> line.contains("2026-")).toList();
    }
  }

  @Test
  void theOnlyContainerNeedNotBeNamed() throws IOException {
    assertThat(lines("pod=web", "*/*"))
        .containsExactly(
            "2026-11-29T06:00:00.000000Z stdout: started",
            "2026-11-29T06:00:01.000000Z stderr: it failed");
    assertThat(lines("pod=web&container=page&lines=1", "*/*")).hasSize(1);
    assertThat(lines("pod=web&grep=sta.t", "*/*")).hasSize(1);
    assertThat(lines("pod=web&since=2026-11-29T06:00:01Z", "*/*")).hasSize(1);
  }

  @Test
  void oneOfSeveralMustBe() throws IOException {
    write("other", "2026-11-29T06:00:02Z stdout F other");
    SocketClient client = new SocketClient(node.socket());
    Answer answer = client.get("/v1/logs?pod=web");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("the pod has several containers; say which: other, page\n");
    assertThat(lines("pod=web&container=other", "*/*")).hasSize(1);
    assertThat(client.get("/v1/logs?pod=web&container=no").status()).isEqualTo(404);
    assertThat(client.get("/v1/logs?pod=web&unit=x.service").status()).isEqualTo(400);
  }

  @Test
  void namesThatLeadElsewhereAreRefused() throws IOException {
    Files.createDirectories(root.resolve("var/log/private/page"));
    SocketClient client = new SocketClient(node.socket());
    for (String name :
        List.of("..", ".", "", "../private", "%2e%2e/private", "a%2fb", "a%00b", "-%0a")) {
      assertThat(client.get("/v1/logs?pod=" + name).status()).as(name).isEqualTo(400);
      assertThat(client.get("/v1/logs?pod=web&container=" + name).status()).as(name).isEqualTo(400);
    }
  }

  @Test
  void aProgramGetsJson() throws IOException {
    assertThat(lines("pod=web&lines=1", "application/x-ndjson"))
        .containsExactly(
            "{\"time\":\"2026-11-29T06:00:01.000000Z\",\"pod\":\"web\",\"container\":\"page\","
                + "\"attempt\":0,\"stream\":\"stderr\",\"message\":\"it failed\"}");
  }

  @Test
  void whoFollowsGetsWhatComes() throws IOException {
    try (SocketChannel channel = ask("pod=web&follow=true&lines=1", "*/*");
        BufferedReader in = reader(channel)) {
      String line = in.readLine();
      while (!line.endsWith("it failed")) {
        line = in.readLine();
      }
      write("page", "2026-11-29T06:00:03Z stdout F later");
      while (!line.endsWith("later")) {
        line = in.readLine();
        assertThat(line).isNotNull();
      }
    }
  }
}
