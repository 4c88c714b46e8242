package dev.carafe.node.forward;

import dev.carafe.node.websocket.CloseCode;
import dev.carafe.node.websocket.Heartbeat;
import dev.carafe.node.websocket.Message;
import dev.carafe.node.websocket.WebSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A client's WebSocket and the TCP connection to a pod that it stands for: binary messages are the
/// bytes, the text `"ContentComplete"` says that none follow in that direction. Both sides are read
/// only as fast as the other one takes it.
public final class ForwardedConnection {
  /// As the client of a program says it.
  private static final String END = "\"ContentComplete\"";

  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final int CHUNK = 16 << 10;

  private final WebSocket socket;
  private final InetSocketAddress address;
  private final AtomicInteger directions = new AtomicInteger(2);

  public ForwardedConnection(WebSocket socket, InetSocketAddress address) {
    this.socket = socket;
    this.address = address;
  }

  /// Returns when the conversation is over, and the pod is not connected any more.
  ///
  /// @throws IOException where the client has gone without a word
  public void run() throws IOException {
    try (Heartbeat _ = Heartbeat.of(socket);
        SocketChannel pod = SocketChannel.open()) {
      if (isConnected(pod)) {
        Thread.ofPlatform().daemon().name("port-forward").start(() -> show(pod));
      }
      listen(pod);
    }
  }

  /// Or else the client is told why not.
  private boolean isConnected(SocketChannel pod) {
    try {
      pod.socket().connect(address, Math.toIntExact(CONNECTING.toMillis()));
      return true;
    } catch (IOException e) {
      socket.close(
          CloseCode.ERROR,
          "nobody answers at port " + address.getPort() + " of the pod: " + e.getMessage());
      return false;
    }
  }

  /// Until the client closes the connection, or has to.
  private void listen(SocketChannel pod) throws IOException {
    boolean more = true;
    while (more) {
      switch (socket.receive()) {
        case Message.Binary(ByteBuffer bytes) -> write(pod, bytes);
        case Message.Text(String text) when text.equals(END) -> end(pod);
        case Message.Text _ -> socket.close(CloseCode.POLICY, "the only text is " + END);
        case Message.Close _ -> more = false;
      }
    }
  }

  private void write(SocketChannel pod, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        pod.write(bytes);
      }
    } catch (IOException e) {
      socket.close(CloseCode.ERROR, "the pod takes no more: " + e.getMessage());
    }
  }

  private void end(SocketChannel pod) {
    try {
      pod.shutdownOutput();
    } catch (IOException _) {
      // it has gone, which its other direction tells
    }
    closeAfterLast();
  }

  private void show(SocketChannel pod) {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try {
      while (isRead(pod, chunk.clear())) {
        socket.send(chunk.flip());
      }
      socket.send(END);
      closeAfterLast();
    } catch (IOException _) {
      // the client has gone, which the other direction sees
    }
  }

  /// False at the end, and where the pod has broken the connection off.
  private boolean isRead(SocketChannel pod, ByteBuffer chunk) {
    try {
      return pod.read(chunk) >= 0;
    } catch (IOException e) {
      socket.close(CloseCode.ERROR, "the pod has broken off: " + e.getMessage());
      return false;
    }
  }

  private void closeAfterLast() {
    if (directions.decrementAndGet() == 0) {
      socket.close(CloseCode.NORMAL, "");
    }
  }
}
