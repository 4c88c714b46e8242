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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// An HTTP/1.1 server on a Unix-domain or TCP socket: plain blocking code, a thread for each
/// connection.
///
/// At most [#MOST_CONNECTIONS] connections at once, further ones are answered 503. A connection on
/// which no request has been read and answered for [#PATIENCE] is closed, whichever side is slow.
public final class HttpServer implements AutoCloseable {
  static final int MOST_CONNECTIONS = 64;
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration AFTER_FAILED_ACCEPT = Duration.ofMillis(100);

  private final String name;
  private final ServerSocketChannel listener;
  private final Handler handler;
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

  /// Each open connection, and when it last made progress by [System#nanoTime()].
  private final Map<SocketChannel, Long> progress = new ConcurrentHashMap<>();

  private HttpServer(String name, ServerSocketChannel listener, Handler handler) {
    this.name = name;
    this.listener = listener;
    this.handler = handler;
  }

  /// Listens on a Unix-domain socket that its owner and group may use; a socket left by an earlier
  /// run is replaced.
  public static HttpServer onUnixSocket(Path path, Handler handler) {
    try {
      Files.deleteIfExists(path);
      HttpServer server =
          listen("api", StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path), handler);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("could not listen on " + path + ": " + e.getMessage(), e);
    }
  }

  /// Listens on a TCP port.
  public static HttpServer onPort(InetSocketAddress address, Handler handler) {
    try {
      return listen("port-" + address.getPort(), StandardProtocolFamily.INET, address, handler);
    } catch (IOException e) {
      throw new UncheckedIOException("could not listen on " + address + ": " + e.getMessage(), e);
    }
  }

  private static HttpServer listen(
      String name, StandardProtocolFamily family, SocketAddress address, Handler handler)
      throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(family);
    if (family == StandardProtocolFamily.INET) {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    }
    listener.bind(address);
    HttpServer server = new HttpServer(name, listener, handler);
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
    closeQuietly(listener);
    progress.keySet().forEach(HttpServer::closeQuietly);
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        take(listener.accept());
      } catch (ClosedChannelException _) {
        return;
      } catch (IOException e) {
        System.err.println("could not accept a connection on " + name + ": " + e.getMessage());
        pause();
      }
    }
  }

  private void take(SocketChannel connection) {
    if (free.tryAcquire()) {
      progress.put(connection, System.nanoTime());
      Thread.ofPlatform().daemon().name(name + "-connection").start(() -> serve(connection));
    } else {
      turnAway(connection);
    }
  }

  private static void turnAway(SocketChannel connection) {
    try (connection) {
      connection.configureBlocking(false);
      ResponseWriter.write(
          connection, Response.text(Status.UNAVAILABLE, "too many connections"), true, true);
    } catch (IOException _) {
      // a client that has gone already must not take the others' server along
    }
  }

  /// What cannot be accepted now, for want of file descriptors perhaps, can be in a while.
  private static void pause() {
    LockSupport.parkNanos(AFTER_FAILED_ACCEPT.toNanos());
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      RequestReader reader = new RequestReader(connection);
      while (serveOne(connection, reader)) {
        progress.put(connection, System.nanoTime());
      }
    } catch (IOException _) {
      // the client has gone, or was too slow
    } finally {
      progress.remove(connection);
      free.release();
    }
  }

  /// Answers one request, and returns whether another may follow.
  private boolean serveOne(SocketChannel connection, RequestReader reader) throws IOException {
    try {
      Optional<Request> request = reader.next();
      if (request.isEmpty()) {
        return false;
      }
      boolean more = request.get().keepsConnection();
      Response response = answer(request.get());
      ResponseWriter.write(connection, response, !request.get().method().equals("HEAD"), !more);
      return more;
    } catch (RefusedRequest refused) {
      ResponseWriter.write(connection, refused.response(), true, true);
      return false;
    }
  }

  /// The handler's answer; a fault of ours must not take the connection's thread, nor tell the
  /// client our insides.
  private Response answer(Request request) {
    try {
      return handler.answer(request);
    } catch (RuntimeException e) {
      System.err.println("could not answer " + request.method() + " " + request.path() + ": " + e);
      return Response.text(
          Status.INTERNAL_ERROR, "the agent could not answer; its journal says why");
    }
  }

  private void closeTheSlow() {
    try {
      while (listener.isOpen()) {
        Thread.sleep(PATIENCE.dividedBy(4));
        long oldest = System.nanoTime() - PATIENCE.toNanos();
        progress.forEach((connection, last) -> {
          if (last - oldest < 0) {
            closeQuietly(connection);
          }
        });
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(AutoCloseable channel) {
    try {
      channel.close();
    } catch (Exception _) {
      // nothing is left to be done about it
    }
  }
}
