package dev.carafe.node.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.http.Peer;
import dev.carafe.node.http.Query;
import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.UpgradedConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketTest {
  private static final String CLIENT_GONE = "the client has gone";

  /// Section 1.3.
  @Test
  void theKeyOfTheSpecificationIsAcceptedAsItSays() {
    Response response = Handshake.answer(request(Map.of()), Duration.ofSeconds(1), _ -> {});
    assertThat(response.status().code()).isEqualTo(101);
    assertThat(response.headers())
        .containsEntry("Upgrade", "websocket")
        .containsEntry("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @ParameterizedTest
  @CsvSource({
    "upgrade, h2c, 426",
    "connection, close, 426",
    "sec-websocket-version, 8, 426",
  })
  void aHandshakeThatLacksSomethingIsToldSo(String header, String value, int status) {
    Response response =
        Handshake.answer(request(Map.of(header, value)), Duration.ofSeconds(1), _ -> {});
    assertThat(response.status().code()).isEqualTo(status);
    assertThat(response.headers()).containsEntry("Upgrade", "websocket");
  }

  @ParameterizedTest
  @CsvSource({"''", "abc", "dGhlIHNhbXBsZQ==", "!!!!"})
  void aKeyThatIsNotSixteenBytesIsRefused(String key) {
    assertThatThrownBy(() ->
            Handshake.answer(
                request(Map.of("sec-websocket-key", key)), Duration.ofSeconds(1), _ -> {}))
        .isInstanceOf(RefusedRequest.class)
        .hasMessageContaining("Sec-WebSocket-Key");
  }

  private static Request request(Map<String, String> different) {
    Map<String, String> headers = new HashMap<>();
    headers.put("host", "server.example.com");
    headers.put("upgrade", "websocket");
    headers.put("connection", "keep-alive, Upgrade");
    headers.put("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
    headers.put("sec-websocket-version", "13");
    headers.putAll(different);
    return new Request(
        "GET", "/", new Query(Map.of()), headers, ByteBuffer.allocate(0), new Peer.Local());
  }

  /// Section 5.7.
  @Test
  void theMaskedTextOfTheSpecification() {
    assertThat(read("818537fa213d7f9f4d5158")).containsExactly("text Hello", CLIENT_GONE, "");
  }

  /// Section 5.7, its answer too.
  @Test
  void theMaskedPingOfTheSpecificationIsAnswered() {
    assertThat(read("898537fa213d7f9f4d5158")).containsExactly(CLIENT_GONE, "8a0548656c6c6f");
  }

  @Test
  void aMessageInPiecesMayHaveAPingWithin() {
    String pieces = masked(0x01, "Hel") + masked(0x89, "?") + masked(0x80, "lo");
    assertThat(read(pieces)).containsExactly("text Hello", CLIENT_GONE, "8a013f");
  }

  @Test
  void aCloseIsAnsweredAndEndsIt() {
    assertThat(read(masked(0x88, "\u0003\u00e8bye"))).containsExactly("close 1000 bye", "880203e8");
    assertThat(read(masked(0x88, ""))).containsExactly("close 1005 ", "880203e8");
  }

  @ParameterizedTest
  @CsvSource({
    "810548656c6c6f, 1002, a client's frame is not masked",
    "c180, 1002, an extension is used that was not agreed on",
    "8380, 1002, no frame has the opcode 3",
    "0980, 1002, a control frame is in pieces",
    "89fe, 1002, a control frame has more than 125 bytes",
    "82fe0001, 1002, a length is not written in its shortest form",
    "82ff0000000000000001, 1002, a length is not written in its shortest form",
    "82ff0000000000010001, 1009, a message may have 65536 bytes",
    "82ff8000000000000000, 1009, a message may have 65536 bytes",
    "808000000000, 1002, a message continues that never began",
    "01800000000081800000000000, 1002, a message begins within another",
    "81810000000080, 1007, a text is not UTF-8",
    "8881000000007f, 1002, a code has two bytes",
    "88820000000003ed, 1002, nobody may close with code 1005",
  })
  void whatBreaksTheRulesIsToldWhich(String bytes, int code, String why) {
    String answer = HexFormat.of().formatHex(closing(code, why));
    assertThat(read(bytes)).containsExactly(why, answer);
  }

  private static byte[] closing(int code, String reason) {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + words.length)
        .put((byte) 0x88)
        .put((byte) (2 + words.length))
        .putShort((short) code)
        .put(words)
        .array();
  }

  @Test
  void piecesTogetherMayNotBeLargerThanOneFrame() {
    String half = masked(0x02, "x".repeat(40_000)) + masked(0x80, "x".repeat(40_000));
    assertThat(read(half)).first().isEqualTo("a message may have 65536 bytes");
  }

  @Test
  void nothingFollowsAClosingAndItsReasonIsCutBetweenCharacters() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    WebSocket socket = socket(sent);
    socket.close(CloseCode.ERROR, "\u20ac".repeat(50));
    socket.close(CloseCode.NORMAL, "again");
    socket.ping();
    assertThat(sent.toByteArray()).isEqualTo(closing(1011, "\u20ac".repeat(41)));
    assertThatThrownBy(() -> socket.send("late")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({"125, 7d", "126, 7e007e", "65535, 7effff", "65536, 7f0000000000010000"})
  void lengthsAreSentInTheirShortestForm(int length, String expected) throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    socket(sent).send(ByteBuffer.allocate(length));
    assertThat(HexFormat.of().formatHex(sent.toByteArray())).startsWith("82" + expected + "0000");
  }

  /// Messages in pieces of any size, with control frames between them, arrive as they were sent.
  @Test
  void anyMessageInAnyPiecesArrives() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      StringBuilder bytes = new StringBuilder();
      StringBuilder text = new StringBuilder();
      int pieces = 1 + random.nextInt(5);
      for (int i = 0; i < pieces; i++) {
        String piece = "abc".repeat(random.nextInt(100));
        text.append(piece);
        int last = i == pieces - 1 ? 0x80 : 0;
        bytes.append(masked(last | (i == 0 ? 2 : 0), piece));
        if (random.nextBoolean()) {
          bytes.append(masked(0x8a, "pong"));
        }
      }
      assertThat(read(bytes.toString())).containsExactly("binary " + text, CLIENT_GONE, "");
    }
  }

  /// Bytes at random, and good frames with a byte changed, never do worse than end the connection.
  @Test
  void anyBytesAreReadOrRefused() {
    Random random = new Random(2);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      WebSocketFuzz.fuzzerTestOneInput(bytes);
      byte[] damaged =
          HexFormat.of().parseHex(masked(0x01, "Hel") + masked(0x80, "lo") + masked(0x88, ""));
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      WebSocketFuzz.fuzzerTestOneInput(damaged);
    }
  }

  private static WebSocket socket(ByteArrayOutputStream sent) {
    return new WebSocket(
        new UpgradedConnection(
            Channels.newChannel(new ByteArrayInputStream(new byte[0])),
            Channels.newChannel(sent),
            () -> {},
            _ -> {}),
        Duration.ofSeconds(10));
  }

  private static List<String> read(String hex) {
    return WebSocketFuzz.read(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
  }

  /// A client's frame, in hexadecimal.
  private static String masked(int first, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
    byte[] mask = {0x12, 0x34, 0x56, 0x78};
    ByteBuffer frame = ByteBuffer.allocate(8 + bytes.length).put((byte) first);
    if (bytes.length < 126) {
      frame.put((byte) (0x80 | bytes.length));
    } else {
      frame.put((byte) 0xfe).putShort((short) bytes.length);
    }
    frame.put(mask);
    for (int i = 0; i < bytes.length; i++) {
      frame.put((byte) (bytes[i] ^ mask[i % 4]));
    }
    byte[] whole = new byte[frame.position()];
    frame.flip().get(whole);
    return HexFormat.of().formatHex(whole);
  }
}
