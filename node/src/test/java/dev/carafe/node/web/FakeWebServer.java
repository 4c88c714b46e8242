package dev.carafe.node.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/// An HTTP server on loopback that answers with exactly the bytes that a test says, or not at all.
public final class FakeWebServer implements AutoCloseable {
  /// No word until the test is over.
  public static final String SILENCE = "silence";

  /// A request as it came.
  public record Seen(String method, String path, Map<String, String> fields, String body) {
    public String field(String name) {
      return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /// What a test does with a request.
  @FunctionalInterface
  public interface Script {
    /// The bytes of the answer, each a character.
    String answer(Seen request);
  }

  private final ServerSocket socket;
  private final Script script;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Socket> silent = new CopyOnWriteArrayList<>();

  public FakeWebServer(Script script) {
    this(script, ServerSocketFactory.getDefault());
  }

  public FakeWebServer(Script script, ServerSocketFactory sockets) {
    this.script = script;
    try {
      socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::serve);
  }

  /// An answer with these lines in its header.
  public static String answer(String status, String body, String... fields) {
    StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    return text.append("Content-Length: ")
        .append(body.length())
        .append("\r\nConnection: close\r\n\r\n")
        .append(body)
        .toString();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        exchange(socket.accept());
      } catch (IOException _) {
        // this connection is over, or the test
      }
    }
  }

  private void exchange(Socket connection) throws IOException {
    Seen request = read(connection);
    seen.add(request);
    String answer = script.answer(request);
    if (answer.equals(SILENCE)) {
      silent.add(connection);
    } else {
      try (connection) {
        connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
      }
    }
  }

  private static Seen read(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
    String[] first = String.valueOf(in.readLine()).split(" ", -1);
    Map<String, String> fields = new HashMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    char[] body = new char[Integer.parseInt(fields.getOrDefault("content-length", "0"))];
    int length = Math.max(0, in.read(body));
    return new Seen(first[0], first[1], Map.copyOf(fields), new String(body, 0, length));
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : silent) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
