package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Thousands who misbehave on the socket keep nobody out who does not.
@Timeout(120)
class CrowdedSocketIT {
  private static final String HEAD =
      "PATCH /settings HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n";

  @TempDir private Path root;
  private final List<SocketChannel> crowd = new ArrayList<>();
  private ServedNode node;
  private SocketClient client;

  @BeforeEach
  void serve() throws IOException {
    node = ServedNode.make(root);
    client = new SocketClient(node.socket());
  }

  @AfterEach
  void close() throws IOException {
    for (SocketChannel channel : crowd) {
      channel.close();
    }
    node.close();
  }

  @Test
  void thousandsWhoSayNothing() throws IOException {
    for (int i = 1; i <= 5000; i++) {
      connect("");
      if (i % 1000 == 0) {
        assertServed(i);
      }
    }
  }

  @Test
  void hundredsWhoStopInTheMiddleOfARequest() throws IOException {
    for (int i = 1; i <= 500; i++) {
      connect(i % 2 == 0 ? HEAD + "{\"motd\":" : "GET /sett");
      if (i % 100 == 0) {
        assertServed(i);
      }
    }
  }

  @Test
  void hundredsWhoHangUpInTheMiddleOfARequest() throws IOException {
    for (int i = 1; i <= 500; i++) {
      SocketChannel half = connect(i % 2 == 0 ? HEAD + "{\"motd\":" : "GET /sett");
      half.shutdownOutput();
      assertThat(half.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    assertServed(1);
    assertThat(client.json("/tx/list")).isEqualTo(Json.of(List.of()));
  }

  @Test
  void hundredsWhoDoNotWaitForTheAnswer() throws IOException {
    byte[] request = client.request("GET", "/v1/settings/schema", Optional.empty());
    for (int i = 1; i <= 500; i++) {
      connect(new String(request, StandardCharsets.UTF_8)).close();
    }
    assertServed(1);
  }

  @Test
  void aClientThatSendsByteByByteIsServedToo() throws IOException {
    byte[] body = "{\"motd\":\"slow\"}".getBytes(StandardCharsets.UTF_8);
    SocketChannel slow = connect("");
    for (byte b : client.request("PATCH", "/settings", Optional.of(body))) {
      slow.write(ByteBuffer.wrap(new byte[] {b}));
    }
    ByteBuffer answer = ByteBuffer.allocate(1000);
    slow.read(answer);
    assertThat(StandardCharsets.UTF_8.decode(answer.flip()).toString())
        .startsWith("HTTP/1.1 204 No Content\r\n");
  }

  private void assertServed(int number) throws IOException {
    client.commit("{'motd':'" + number + "'}");
    assertThat(client.json("/settings?keys=settings.motd"))
        .isEqualTo(Json.object().with("motd", Integer.toString(number)).build());
  }

  private SocketChannel connect(String text) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(node.socket()));
    crowd.add(channel);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    return channel;
  }
}
