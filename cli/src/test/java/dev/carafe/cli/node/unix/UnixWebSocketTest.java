package dev.carafe.cli.node.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.http.HttpServer;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.websocket.CloseCode;
import dev.carafe.node.websocket.Handshake;
import dev.carafe.node.websocket.Message;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the node's own WebSocket, and against servers that break the rules.
@Timeout(60)
class UnixWebSocketTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /// Done when the node that has closed has been answered.
  private final CompletableFuture<Void> answered = new CompletableFuture<>();

  @TempDir private Path folder;

  private Path socket() {
    return folder.resolve("api.sock");
  }

  /// Sends each message back, and closes when `end` comes.
  private HttpServer echo() {
    return HttpServer.onUnixSocket(
        socket(),
        request ->
            Handshake.answer(
                request,
                LIMIT,
                socket -> {
                  while (true) {
                    switch (socket.receive()) {
                      case Message.Text(String text) when text.equals("end") -> {
                        socket.close(CloseCode.NORMAL, "7");
                        socket.awaitClose();
                        answered.complete(null);
                        return;
                      }
                      case Message.Text(String text) -> socket.send(text);
                      case Message.Binary(ByteBuffer bytes) -> socket.send(bytes);
                      case Message.Close _ -> {
                        return;
                      }
                    }
                  }
                }));
  }

  private WebSocket open(Heard heard) throws IOException {
    return new UnixHttp(socket()).webSocket("/exec", heard, LIMIT);
  }

  /// What a listener is told.
  private static final class Heard implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      assertThat(last).isTrue();
      texts.add(data.toString());
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      pieces.add(bytes);
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      end.complete(code + " " + reason);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      end.completeExceptionally(error);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 0xffff, 0x10000})
  void messagesOfAnySizeGoBothWays(int size) throws IOException, InterruptedException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Heard heard = new Heard();
    try (HttpServer _ = echo()) {
      WebSocket socket = open(heard);
      socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
      assertThat(heard.pieces.take()).isEqualTo(bytes);
      String text = "ä".repeat(size / 2);
      socket.sendText(text, true).join();
      assertThat(heard.texts.take()).isEqualTo(text);
      socket.abort();
    }
  }

  @Test
  void aMessageMayBeSentInPieces() throws IOException, InterruptedException {
    Heard heard = new Heard();
    try (HttpServer _ = echo()) {
      WebSocket socket = open(heard);
      socket.sendText("one ", false).join();
      socket.sendText("and another", true).join();
      assertThat(heard.texts.take()).isEqualTo("one and another");
      socket.abort();
    }
  }

  @Test
  void theNodesClosingIsHeardAndAnswered() throws IOException {
    Heard heard = new Heard();
    try (HttpServer _ = echo()) {
      WebSocket socket = open(heard);
      socket.sendText("end", true).join();
      assertThat(heard.end.join()).isEqualTo("1000 7");
      assertThat(socket.isInputClosed()).isTrue();
      answered.join();
      assertThatThrownBy(() -> socket.sendText("more", true).join())
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void whoDoesNotAskIsToldNothing() throws IOException, InterruptedException {
    BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    WebSocket.Listener reluctant =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            texts.add(data.toString());
            return CompletableFuture.completedFuture(null);
          }
        };
    try (HttpServer _ = echo()) {
      WebSocket socket = new UnixHttp(socket()).webSocket("/exec", reluctant, LIMIT);
      socket.sendText("first", true).join();
      socket.sendText("second", true).join();
      assertThat(texts.take()).isEqualTo("first");
      assertThat(texts.poll(100, TimeUnit.MILLISECONDS)).isNull();
      socket.request(1);
      assertThat(texts.take()).isEqualTo("second");
      socket.abort();
    }
  }

  @Test
  void whyNoneIsOpenedIsTold() {
    try (HttpServer _ =
        HttpServer.onUnixSocket(
            socket(), _ -> Response.text(Status.UNAVAILABLE, "64 programs run already"))) {
      assertThatThrownBy(() -> open(new Heard()))
          .isInstanceOfSatisfying(
              NoUpgradeException.class,
              e -> {
                assertThat(e.status()).isEqualTo(503);
                assertThat(e.text()).isEqualTo("64 programs run already\n");
              });
    }
  }

  @Test
  void whoeverDoesNotProveThatItReadTheKeyIsRefused() throws IOException {
    String answer =
        "HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: %s\r\n\r\n"
            .formatted("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    try (RawNode _ = RawNode.saying(socket(), answer)) {
      assertThatThrownBy(() -> open(new Heard()))
          .hasMessage("it opens something else than a WebSocket");
    }
  }

  @Test
  void pingsAreAnsweredMasked() throws IOException {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    try (RawNode _ =
        RawNode.upgrading(
            socket(),
            (_, in, out) -> {
              out.write(HexFormat.of().parseHex("89026869"));
              answer.complete(in.readNBytes(8));
            })) {
      WebSocket socket = open(new Heard());
      byte[] pong = answer.join();
      assertThat(pong[0]).isEqualTo((byte) 0x8a);
      assertThat(pong[1]).isEqualTo((byte) 0x82);
      byte[] words = {(byte) (pong[6] ^ pong[2]), (byte) (pong[7] ^ pong[3])};
      assertThat(new String(words, UTF_8)).isEqualTo("hi");
      socket.abort();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "818000000000, a server's frame is masked",
    "c100, an extension is used that was not agreed on",
    "8000, a message continues that never began",
    "010141010142, a message begins within another",
    "8102c328, a text is not UTF-8",
    "827f0000000000010001, a message may have 65536 bytes",
    "880103, a code has two bytes",
    "'', the server has gone",
    "820541, the server has gone",
  })
  void whatBreaksTheRulesEndsIt(String hex, String why) throws IOException {
    Heard heard = new Heard();
    try (RawNode _ =
        RawNode.upgrading(socket(), (_, _, out) -> out.write(HexFormat.of().parseHex(hex)))) {
      WebSocket socket = open(heard);
      assertThatThrownBy(heard.end::join).hasRootCauseMessage(why);
      assertThat(socket.isOutputClosed() || socket.isInputClosed()).isTrue();
    }
  }

  @Test
  void aTextInPiecesIsToldWhole() throws IOException, InterruptedException {
    Heard heard = new Heard();
    try (RawNode _ =
        RawNode.upgrading(
            socket(),
            (_, in, out) -> {
              out.write(HexFormat.of().parseHex("0101c38001a4"));
              in.readAllBytes();
            })) {
      WebSocket socket = open(heard);
      assertThat(heard.texts.take()).isEqualTo("ä");
      socket.abort();
    }
  }
}
