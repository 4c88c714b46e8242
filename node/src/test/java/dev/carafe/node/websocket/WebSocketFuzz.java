package dev.carafe.node.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.http.UpgradedConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Any bytes are messages, or end the connection; in how many pieces they come makes no difference.
public final class WebSocketFuzz {
  private WebSocketFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    assertThat(read(new ByteArrayInputStream(input))).isEqualTo(read(new OneByOne(input)));
  }

  /// What the messages are, how they end, and what is answered.
  static List<String> read(InputStream in) {
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    List<String> messages = new ArrayList<>();
    WebSocket socket =
        new WebSocket(
            new UpgradedConnection(
                Channels.newChannel(in),
                Channels.newChannel(answers),
                () -> messages.add("cut"),
                _ -> {}),
            Duration.ofSeconds(10));
    try {
      boolean more = true;
      while (more) {
        Message message = socket.receive();
        messages.add(text(message));
        more = !(message instanceof Message.Close);
      }
    } catch (IOException e) {
      messages.add(String.valueOf(e.getMessage()));
    }
    messages.add(HexFormat.of().formatHex(answers.toByteArray()));
    return messages;
  }

  private static String text(Message message) {
    return switch (message) {
      case Message.Text(String text) -> "text " + text;
      case Message.Binary(var bytes) -> {
        assertThat(bytes.remaining()).isLessThanOrEqualTo(FrameReader.LARGEST_PAYLOAD);
        yield "binary " + StandardCharsets.ISO_8859_1.decode(bytes);
      }
      case Message.Close(int code, String reason) -> "close " + code + " " + reason;
    };
  }

  private static final class OneByOne extends ByteArrayInputStream {
    OneByOne(byte[] input) {
      super(input);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, 1));
    }
  }
}
