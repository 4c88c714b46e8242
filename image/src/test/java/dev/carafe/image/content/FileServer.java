package dev.carafe.image.content;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// An HTTP server on loopback that serves files from memory and can be told to misbehave.
public final class FileServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Integer> cuts = new LinkedBlockingQueue<>();
  private volatile boolean ranges = true;

  public FileServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::serve);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/" + path);
  }

  public FileServer put(String path, byte[] content) {
    files.put("/" + path, content);
    return this;
  }

  /// The next answer breaks off after so many bytes; one call for each broken answer.
  public FileServer cutAfter(int bytes) {
    cuts.add(bytes);
    return this;
  }

  /// From now on it answers with the whole, whatever range is asked for.
  public FileServer withoutRanges() {
    ranges = false;
    return this;
  }

  /// What was asked for, as `path` or `path from N`.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void answer(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream()) {
      String path = Optional.ofNullable(in.readLine()).orElse("GET /").split(" ", -1)[1];
      int from = 0;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        if (line.startsWith("Range: bytes=")) {
          from = Integer.parseInt(line.substring("Range: bytes=".length(), line.length() - 1));
        }
      }
      requests.add(path.substring(1) + (from > 0 ? " from " + from : ""));
      byte[] content = files.get(path);
      if (content == null) {
        out.write(head(404, 0));
      } else if (from > 0 && ranges) {
        send(out, 206, content, from);
      } else {
        send(out, 200, content, 0);
      }
    } catch (IOException _) {
      // The client is gone.
    }
  }

  private void send(OutputStream out, int status, byte[] content, int from) throws IOException {
    out.write(head(status, content.length - from));
    int length = Optional.ofNullable(cuts.poll()).orElse(content.length - from);
    out.write(content, from, Math.min(length, content.length - from));
  }

  private static byte[] head(int status, int length) {
    return "HTTP/1.1 %d Status\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
        .formatted(status, length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
