package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendQueueTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

  @TempDir private Path net;

  @Test
  void queueIsThatOfTheOwnSide() throws IOException {
    Files.writeString(
        net.resolve("tcp"),
        HEAD
            + "   0: 0100007F:0202 0100007F:C350 01 00000000:00000010 00:00000000 00000000     0\n"
            + "   1: 0100007F:C350 0100007F:0202 01 0000ABCD:00000000 01:00000014 00000000     0\n");
    assertThat(new SendQueue(net).untaken(50_000, 514)).isEqualTo(0xabcd);
    assertThat(new SendQueue(net).untaken(514, 50_000)).isZero();
  }

  @Test
  void nothingIsTakenOfAConnectionThatIsNotKnown() throws IOException {
    Files.writeString(net.resolve("tcp"), HEAD);
    Files.writeString(net.resolve("tcp6"), HEAD);
    assertThat(new SendQueue(net).untaken(50_000, 514)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void kernelKnowsWhatAServerLeavesUntaken() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      SendQueue queue = new SendQueue(Path.of("/proc/net"));
      assertThat(queue.untaken(client.getLocalPort(), client.getPort())).isZero();
      client.setSendBufferSize(1 << 20);
      Thread writer = Thread.ofPlatform().daemon().start(() -> flood(client));
      long untaken = 0;
      while (untaken == 0) {
        untaken = queue.untaken(client.getLocalPort(), client.getPort());
      }
      assertThat(untaken).isPositive().isLessThan(Long.MAX_VALUE);
      assertThat(accepted.isConnected()).isTrue();
      assertThat(writer.isAlive()).isTrue();
    }
  }

  private static void flood(Socket client) {
    try {
      client.getOutputStream().write(new byte[64 << 20]);
    } catch (IOException _) {
      // the server goes away, as it is meant to
    }
  }
}
