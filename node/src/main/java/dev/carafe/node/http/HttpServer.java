package dev.carafe.node.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// An HTTP/1.1 server on a Unix-domain socket or a TCP port, there with or without TLS: plain
/// blocking code, a thread for each connection.
///
/// At most 64 connections at once. When there are more, the one that has been idle the longest is
/// closed; where none is idle, the newcomer is answered 503. A client that takes more than 60
/// seconds for a request, an answer or an event is cut off, whichever side is slow; for the TLS
/// handshake it has 10. How long a handler takes is its own affair.
public final class HttpServer implements AutoCloseable {
  private static final Duration AFTER_FAILED_ACCEPT = Duration.ofMillis(100);
  private static final int BACKLOG = 1024;

  private final String name;
  private final ServerSocketChannel listener;
  private final Transport transport;
  private final Handler handler;
  private final Limits limits;
  private final Connections connections;
  private final BodyBudget bodyBudget;

  private HttpServer(
      String name,
      ServerSocketChannel listener,
      Transport transport,
      Handler handler,
      Limits limits) {
    this.name = name;
    this.listener = listener;
    this.transport = transport;
    this.handler = handler;
    this.limits = limits;
    connections = new Connections(limits);
    bodyBudget = new BodyBudget(limits.bodies());
  }

  /// Listens on a Unix-domain socket that its owner and group may use; a socket left by an earlier
  /// run is replaced.
  public static HttpServer onUnixSocket(Path path, Handler handler) {
    try {
      Files.deleteIfExists(path);
      HttpServer server =
          listen(
              "api",
              ServerSocketChannel.open(StandardProtocolFamily.UNIX),
              UnixDomainSocketAddress.of(path),
              new PlainTransport(),
              handler,
              Limits.usual());
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("could not listen on " + path + ": " + e.getMessage(), e);
    }
  }

  /// Listens on a TCP port, for anybody: bodies there share 64 KiB.
  public static HttpServer onPort(InetSocketAddress address, Handler handler) {
    return onPort(address, new PlainTransport(), handler, Limits.forAnybody());
  }

  /// Listens on a TCP port with TLS 1.3, for clients with a certificate.
  ///
  /// The context is asked for at each connection, not before.
  public static HttpServer onTlsPort(
      InetSocketAddress address, TlsContextSource context, Handler handler) {
    return onPort(address, new TlsTransport(context), handler, Limits.usual());
  }

  static HttpServer onPort(
      InetSocketAddress address, Transport transport, Handler handler, Limits limits) {
    try {
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return listen("port-" + address.getPort(), listener, address, transport, handler, limits);
    } catch (IOException e) {
      throw new UncheckedIOException("could not listen on " + address + ": " + e.getMessage(), e);
    }
  }

  private static HttpServer listen(
      String name,
      ServerSocketChannel listener,
      SocketAddress address,
      Transport transport,
      Handler handler,
      Limits limits)
      throws IOException {
    listener.bind(address, BACKLOG);
    HttpServer server = new HttpServer(name, listener, transport, handler, limits);
    Thread.ofPlatform().daemon().name(name).start(server::accept);
    Thread.ofPlatform().daemon().name(name + "-patience").start(server::closeTheSlow);
    return server;
  }

  /// Where it listens.
  public SocketAddress address() {
    try {
      return listener.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException _) {
      // nothing is left to be done about it
    }
    connections.closeAll();
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        take(listener.accept());
      } catch (ClosedChannelException | InterruptedException _) {
        return;
      } catch (IOException e) {
        System.err.println("could not accept a connection on " + name + ": " + e.getMessage());
        pause();
      }
    }
  }

  private void take(SocketChannel channel) throws InterruptedException {
    if (connections.hasRoom()) {
      Connection connection = new Connection(channel, limits);
      connections.add(connection);
      transport.threads().name(name + "-connection").start(() -> serve(connection));
    } else {
      turnAway(channel);
    }
  }

  private void turnAway(SocketChannel channel) {
    try (channel) {
      if (transport.speaksFirst()) {
        channel.configureBlocking(false);
        ResponseWriter.write(
            channel, Response.text(Status.UNAVAILABLE, "too many connections"), true, true);
      }
    } catch (IOException _) {
      // a client that has gone already must not take the others' server along
    }
  }

  /// What cannot be accepted now, for want of file descriptors perhaps, can be in a while.
  private static void pause() {
    LockSupport.parkNanos(AFTER_FAILED_ACCEPT.toNanos());
  }

  private void serve(Connection connection) {
    try (connection;
        Session session = connection.begin(transport)) {
      Runnable leave = () -> connections.upgrade(connection);
      new Conversation(connection, session, handler, limits, bodyBudget, leave).run();
    } catch (IOException _) {
      // the client has gone, was too slow, or is not trusted
    } finally {
      connections.remove(connection);
    }
  }

  private void closeTheSlow() {
    long glance = limits.handshake().toMillis() / 4; // a Duration divides by way of BigDecimal
    try {
      while (listener.isOpen()) {
        Thread.sleep(glance);
        connections.closeThoseThatAreOver();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
