package dev.carafe.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcConnectionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @Test
  void returnsTheAnswer() throws IOException {
    try (FakeGrpcServer _ =
            serve(call -> answer("to " + call.method() + ": " + text(call.message())));
        GrpcConnection connection = GrpcConnection.open(socket())) {
      assertThat(call(connection, "a.B/C", "x")).isEqualTo("to a.B/C: x");
      assertThat(call(connection, "a.B/D", "y")).isEqualTo("to a.B/D: y");
    }
  }

  @Test
  void anErrorCarriesStatusAndReason() throws IOException {
    try (FakeGrpcServer _ =
            serve(_ -> {
              throw new FakeGrpcServer.Refusal(5, "no 100% match:\nü is not there");
            });
        GrpcConnection connection = GrpcConnection.open(socket())) {
      assertThatThrownBy(() -> call(connection, "a.B/C", ""))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failure -> {
                assertThat(failure.status()).isEqualTo(StatusCode.NOT_FOUND);
                assertThat(failure.reason()).isEqualTo("no 100% match:\nü is not there");
              });
    }
  }

  @Test
  void largeMessagesRespectTheWindowsBothWays() throws IOException {
    byte[] large = new byte[FakeGrpcServer.WINDOW * 20];
    Arrays.fill(large, (byte) 'x');
    try (FakeGrpcServer _ = serve(call -> new FakeGrpcServer.Call("", call.message()));
        GrpcConnection connection = GrpcConnection.open(socket())) {
      assertThat(connection.call("a.B/C", large, TIMEOUT)).isEqualTo(large);
    }
  }

  @Test
  void aStreamIsTakenMessageByMessage() throws IOException {
    byte[] large = new byte[FakeGrpcServer.WINDOW];
    Arrays.fill(large, (byte) 'x');
    List<byte[]> taken = new ArrayList<>();
    try (FakeGrpcServer _ = serve(call -> new FakeGrpcServer.Call("", call.message(), 7));
        GrpcConnection connection = GrpcConnection.open(socket())) {
      connection.listen("a.B/C", large, taken::add);
    }
    assertThat(taken).hasSize(7).allMatch(message -> Arrays.equals(message, large));
  }

  @Test
  void aStreamMayBeRefused() throws IOException {
    try (FakeGrpcServer _ =
            serve(_ -> {
              throw new FakeGrpcServer.Refusal(12, "no such stream");
            });
        GrpcConnection connection = GrpcConnection.open(socket())) {
      assertThatThrownBy(() -> connection.listen("a.B/C", new byte[0], _ -> {}))
          .isInstanceOf(CallFailedException.class)
          .hasMessageContaining("no such stream");
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (FakeGrpcServer _ =
            serve(call -> {
              awaitQuietly(never);
              return call;
            });
        GrpcConnection connection = GrpcConnection.open(socket())) {
      assertThatThrownBy(() -> connection.call("a.B/C", new byte[1], Duration.ofMillis(50)))
          .isInstanceOf(BrokenStreamException.class)
          .hasMessage("could not read an answer: none came within 550 ms");
    } finally {
      never.countDown();
    }
  }

  @Test
  void aServerThatNeverReadsIsGivenUp() throws IOException {
    byte[] large = new byte[10_000_000];
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(socket()));
      try (GrpcConnection connection = GrpcConnection.open(socket())) {
        assertThatThrownBy(() -> connection.call("a.B/C", large, Duration.ofMillis(50)))
            .isInstanceOf(BrokenStreamException.class);
      }
    }
  }

  @Test
  void anInterruptEndsACall() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(socket()));
      Thread caller =
          Thread.ofPlatform()
              .start(() -> {
                try (GrpcConnection connection = GrpcConnection.open(socket())) {
                  connection.call("a.B/C", new byte[1], Duration.ofDays(1));
                } catch (BrokenStreamException _) {
                  // as it should
                }
              });
      caller.interrupt();
      assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aConnectionThatBreaksIsSaid() throws IOException {
    try (FakeGrpcServer _ =
            serve(_ -> {
              throw new BrokenStreamException("test");
            });
        GrpcConnection connection = GrpcConnection.open(socket())) {
      assertThatThrownBy(() -> call(connection, "a.B/C", ""))
          .isInstanceOf(BrokenStreamException.class);
    }
  }

  @Test
  void nobodyListeningIsSaidWithThePath() {
    assertThatThrownBy(() -> GrpcConnection.open(socket()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(socket().toString());
  }

  private Path socket() {
    return folder.resolve("s");
  }

  private FakeGrpcServer serve(UnaryOperator<FakeGrpcServer.Call> service) throws IOException {
    return FakeGrpcServer.start(socket(), service);
  }

  private static FakeGrpcServer.Call answer(String text) {
    return new FakeGrpcServer.Call("", ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String call(GrpcConnection connection, String method, String request) {
    return text(
        ByteBuffer.wrap(
            connection.call(method, request.getBytes(StandardCharsets.UTF_8), TIMEOUT)));
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }
}
