package dev.carafe.node.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.exec.ExecClient;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.ContainerStatus.Running;
import dev.carafe.node.status.ContainerStatus.State;
import dev.carafe.node.status.ContainerStatus.Waiting;
import dev.carafe.node.status.PodStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardedConnectionTest {
  @TempDir Path root;

  private ServedNode node;
  private ServerSocket pod;

  @BeforeEach
  void serve() throws IOException {
    node = ServedNode.make(root);
    pod = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    declare("web", new Running(true));
  }

  @AfterEach
  void close() throws IOException {
    pod.close();
    node.close();
  }

  private void declare(String name, State state) {
    PodStatus status =
        new PodStatus(
            name,
            Optional.of("127.0.0.1"),
            List.of(new ContainerStatus("c", "image", 0, state)),
            Optional.empty());
    node.board().update(all -> all.with(status));
  }

  private String path(String name) {
    return "/v1/port-forward?pod=" + name + "&port=" + pod.getLocalPort();
  }

  @Test
  void bytesGoBothWaysAndEachWayHasItsOwnEnd() throws IOException, InterruptedException {
    byte[] asked = new byte[3_000_000];
    new Random(1).nextBytes(asked);
    try (ExecClient client = ExecClient.open(node.socket(), path("web"));
        Socket connection = pod.accept()) {
      Thread echo =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  byte[] all = connection.getInputStream().readAllBytes();
                  connection.getOutputStream().write(all);
                  connection.shutdownOutput();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      for (int at = 0; at < asked.length; at += 30_000) {
        byte[] piece = new byte[30_000];
        System.arraycopy(asked, at, piece, 0, piece.length);
        client.input(piece);
      }
      client.text("\"ContentComplete\"");
      assertThat(client.end()).isEqualTo(new ExecClient.End(1000, ""));
      assertThat(client.output()).isEqualTo(asked);
      assertThat(client.texts()).containsExactly("\"ContentComplete\"");
      echo.join();
    }
  }

  @Test
  void aClientThatGoesTakesTheConnectionWithIt() throws IOException {
    Socket connection;
    try (ExecClient client = ExecClient.open(node.socket(), path("web"))) {
      connection = pod.accept();
      client.input("hello".getBytes(StandardCharsets.US_ASCII));
      assertThat(connection.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
    }
    try (connection) {
      assertThat(connection.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aPortWithoutAListenerIsTold() throws IOException {
    try (ExecClient client = ExecClient.open(node.socket(), "/v1/port-forward?pod=web&port=1")) {
      assertThat(client.end())
          .isEqualTo(
              new ExecClient.End(1011, "nobody answers at port 1 of the pod: Connection refused"));
    }
  }

  @Test
  void aTextThatHasNoMeaningIsRefused() throws IOException {
    try (ExecClient client = ExecClient.open(node.socket(), path("web"));
        Socket connection = pod.accept()) {
      assertThat(connection.isConnected()).isTrue();
      client.text("hello");
      assertThat(client.end())
          .isEqualTo(new ExecClient.End(1008, "the only text is \"ContentComplete\""));
    }
  }

  @Test
  void whatCannotBeReachedIsRefusedAtOnce() throws IOException {
    declare("late", new Waiting("its image"));
    assertThat(head("/v1/port-forward?port=80")).startsWith("HTTP/1.1 400 ");
    assertThat(head("/v1/port-forward?pod=web&port=0")).startsWith("HTTP/1.1 400 ");
    assertThat(head(path("nobody"))).startsWith("HTTP/1.1 404 ");
    assertThat(head(path("late"))).startsWith("HTTP/1.1 409 ");
  }

  private String head(String path) throws IOException {
    try (ExecClient client = ExecClient.connect(node.socket(), path)) {
      return client.head();
    }
  }
}
