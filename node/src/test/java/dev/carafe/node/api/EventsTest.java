package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who watches learns of every commit.
@Timeout(60)
class EventsTest {
  @TempDir private Path root;

  @Test
  void everyCommitIsAnEvent() throws IOException {
    try (ServedNode node = ServedNode.make(root);
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(node.socket()))) {
      SocketClient client = new SocketClient(node.socket());
      Channels.newOutputStream(channel)
          .write(client.request("GET", "/v1/events", Optional.empty()));
      InputStream in = Channels.newInputStream(channel);
      String head = untilEmptyLine(in);
      assertThat(head).contains("Content-Type: text/event-stream");
      awaitListener(node);
      client.commit("{'motd':'one','updates':{'seed':7}}");
      client.commit("{'motd':'two'}");
      client.post("/v1/settings/rollback?generation=1");
      assertThat(chunk(in))
          .isEqualTo(
              "id: 1\nevent: settings\ndata: {\"generation\":1,\"author\":\"local\","
                  + "\"keys\":[\"settings.motd\",\"settings.updates.seed\"]}\n\n");
      assertThat(chunk(in)).startsWith("id: 2\n");
      assertThat(chunk(in)).startsWith("id: 3\n").contains("\"keys\":[\"settings.motd\"]");
    }
  }

  private static void awaitListener(ServedNode node) {
    while (node.listeners() == 0) {
      Thread.onSpinWait();
    }
  }

  private static String untilEmptyLine(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = SocketClient.line(in); !line.isEmpty(); line = SocketClient.line(in)) {
      head.append(line).append('\n');
    }
    return head.toString();
  }

  private static String chunk(InputStream in) throws IOException {
    int size = Integer.parseInt(SocketClient.line(in), 16);
    String text = new String(in.readNBytes(size), StandardCharsets.UTF_8);
    SocketClient.line(in);
    return text;
  }
}
