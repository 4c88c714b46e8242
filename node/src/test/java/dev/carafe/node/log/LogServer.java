package dev.carafe.node.log;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/// A server on this machine that takes logs as JSON lines.
final class LogServer implements AutoCloseable {
  private final ServerSocket server;
  private final int breakAfter;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
  private final AtomicInteger breaks;

  private LogServer(ServerSocket server, int breaks, int breakAfter) {
    this.server = server;
    this.breaks = new AtomicInteger(breaks);
    this.breakAfter = breakAfter;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  static LogServer open() throws IOException {
    return open(ServerSocketFactory.getDefault(), 0);
  }

  static LogServer open(ServerSocketFactory sockets, int port) throws IOException {
    return new LogServer(
        sockets.createServerSocket(port, 10, InetAddress.getLoopbackAddress()), 0, 0);
  }

  /// A server whose first connections break after so many lines.
  static LogServer thatBreaks(int connections, int lines) throws IOException {
    ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    return new LogServer(socket, connections, lines);
  }

  int port() {
    return server.getLocalPort();
  }

  /// The next message; waits for it.
  String next() throws InterruptedException {
    return Optional.ofNullable(messages.poll(20, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("no message came"));
  }

  /// Whether something came that nobody has asked for.
  boolean isQuiet() {
    return messages.isEmpty();
  }

  /// Waits for a connection; not one that is encrypted, which must be read.
  Socket nextConnection() throws InterruptedException {
    return Optional.ofNullable(connections.poll(20, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nobody connected"));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.add(socket);
        Thread.ofPlatform().daemon().start(() -> read(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void read(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      Lines lines = new Lines(in, 1 << 20);
      boolean breaking = breaks.getAndDecrement() > 0;
      for (int count = 0; !breaking || count < breakAfter; count++) {
        Optional<String> line = lines.next();
        if (line.isEmpty()) {
          return;
        }
        messages.add(message(line.get()));
      }
      socket.setSoLinger(true, 0); // what was not read is thrown away, as when a machine dies
    } catch (IOException _) {
      // the client went away
    }
  }

  static String message(String line) {
    return ((Json.Struct) JsonReader.read(line)).text("message").orElseThrow();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : connections) {
      socket.close();
    }
  }
}
