package dev.carafe.lab.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// A proxy that leads to servers of this machine alone, and remembers whom it was asked for. Guests
/// reach it as the gateway of their network.
public final class RecordingProxy implements AutoCloseable {
  private static final int BACKLOG = 16;

  private final ServerSocket server;
  private final Map<String, Integer> ways;
  private final Set<String> asked = new ConcurrentSkipListSet<>();

  private RecordingProxy(ServerSocket server, Map<String, Integer> ways) {
    this.server = server;
    this.ways = Map.copyOf(ways);
  }

  /// Starts one on a port that the kernel chooses.
  ///
  /// @param ways ports of this machine, by the servers that they stand for: `HOST:PORT`
  public static RecordingProxy start(Map<String, Integer> ways) throws IOException {
    RecordingProxy proxy =
        new RecordingProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), ways);
    Thread.ofPlatform().daemon().name("proxy").start(proxy::serve);
    return proxy;
  }

  public int port() {
    return server.getLocalPort();
  }

  /// The servers that it was asked for, `HOST:PORT`.
  public Set<String> asked() {
    return Set.copyOf(asked);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket guest = server.accept();
        Thread.ofVirtual().start(() -> answer(guest));
      } catch (IOException _) {
        // the next one
      }
    }
  }

  private void answer(Socket guest) {
    try (guest) {
      String[] request = head(guest.getInputStream()).split(" ", 3);
      if (request[0].equals("CONNECT")) {
        asked.add(request[1]);
      }
      Integer port = ways.get(request[1]);
      if (port == null) {
        say(guest, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
        say(guest, "HTTP/1.1 200 Connection established\r\n\r\n");
        Thread back = Thread.ofVirtual().start(() -> carry(there, guest));
        carry(guest, there);
        back.join();
      }
    } catch (IOException _) {
      // the guest asks again
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// All up to the empty line.
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the guest has gone");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void say(Socket guest, String text) throws IOException {
    guest.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void carry(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // the other way ends by itself
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
