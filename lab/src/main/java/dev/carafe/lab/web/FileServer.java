package dev.carafe.lab.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A folder's files over HTTP on this machine's loopback, and parts of them, as any static web
/// server gives them. Folders have no lists.
public final class FileServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int PART = 206;
  private static final int MISSING = 404;
  private static final int WRONG_METHOD = 405;
  private static final int NO_SUCH_PART = 416;
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path folder;

  private FileServer(Path folder, int port) throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
  }

  /// Starts one.
  ///
  /// @param port 0 for one that the kernel chooses
  /// @throws java.net.BindException if the port is taken
  public static FileServer start(Path folder, int port) throws IOException {
    FileServer files = new FileServer(folder, port);
    files.server.setExecutor(files.threads);
    files.server.createContext("/", files::answer);
    files.server.start();
    return files;
  }

  /// Its port.
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(WRONG_METHOD, NO_BODY);
        return;
      }
      Optional<Path> file = file(exchange.getRequestURI().getPath());
      if (file.isEmpty()) {
        exchange.sendResponseHeaders(MISSING, NO_BODY);
      } else {
        give(exchange, file.get(), method.equals("HEAD"));
      }
    }
  }

  /// The file at a path, whose escapes are resolved.
  private Optional<Path> file(String path) {
    try {
      Path file = folder.resolve(path.replaceAll("^/+", "")).normalize();
      return file.startsWith(folder) && Files.isRegularFile(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static void give(HttpExchange exchange, Path file, boolean head) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      Headers fields = exchange.getResponseHeaders();
      fields.set("Accept-Ranges", "bytes");
      fields.set("Content-Type", type(file));
      Optional<ByteRange> range =
          ByteRange.of(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")), size);
      if (range.isEmpty()) {
        fields.set("Content-Range", "bytes */" + size);
        exchange.sendResponseHeaders(NO_SUCH_PART, NO_BODY);
        return;
      }
      ByteRange part = range.get();
      boolean whole = part.equals(ByteRange.all(size));
      if (!whole) {
        fields.set("Content-Range", part.of(size));
      }
      if (head) {
        fields.set("Content-Length", String.valueOf(part.length()));
      }
      boolean empty = head || part.length() == 0;
      exchange.sendResponseHeaders(whole ? OK : PART, empty ? NO_BODY : part.length());
      if (!empty) {
        copy(channel, part, exchange.getResponseBody());
      }
    }
  }

  private static String type(Path file) {
    return file.toString().endsWith(".json") ? "application/json" : "application/octet-stream";
  }

  private static void copy(FileChannel from, ByteRange part, OutputStream to) throws IOException {
    WritableByteChannel out = Channels.newChannel(to);
    long at = part.first();
    while (at <= part.last()) {
      long count = from.transferTo(at, part.last() - at + 1, out);
      if (count == 0) {
        throw new IOException("the file has become shorter");
      }
      at += count;
    }
  }
}
