package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void aFreePortMayBeUsed() {
    int port = Ports.free();
    assertThatCode(() -> Ports.demandFree(port)).doesNotThrowAnyException();
  }

  @Test
  void whoeverHoldsAPortIsNamed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      assertThatThrownBy(() -> Ports.demandFree(port))
          .isInstanceOf(Ports.PortInUseException.class)
          .hasMessageContaining("could not use port " + port)
          .hasMessageContaining("(process " + ProcessHandle.current().pid() + ") listens on it");
    }
  }

  @Test
  void onlySocketsThatListenHoldAPort() {
    String listening =
        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 4711 1";
    String connected =
        "   1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  0 0 4712 1";
    assertThat(PortHolder.listeningInode(listening, 8080)).contains("4711");
    assertThat(PortHolder.listeningInode(listening, 8081)).isEmpty();
    assertThat(PortHolder.listeningInode(connected, 8080)).isEmpty();
    assertThat(PortHolder.listeningInode("  sl  local_address rem_address", 8080)).isEmpty();
  }
}
