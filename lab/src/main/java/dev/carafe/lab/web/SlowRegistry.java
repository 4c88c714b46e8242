package dev.carafe.lab.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A registry on this machine's loopback before another one, which gives what is large at a pace
/// that one can watch.
public final class SlowRegistry implements AutoCloseable {
  private static final long LARGE = 4 << 20;
  private static final int PIECES_PER_SECOND = 32;
  private static final List<String> ASKED = List.of("Accept", "Range");
  private static final List<String> ANSWERED =
      List.of("Content-Type", "Content-Range", "Accept-Ranges", "Docker-Content-Digest");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final int other;
  private final long bytesPerSecond;
  private final AtomicLong given = new AtomicLong();

  private SlowRegistry(int other, long bytesPerSecond) throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.other = other;
    this.bytesPerSecond = bytesPerSecond;
  }

  /// Starts one on a port that the kernel chooses.
  ///
  /// @param other the port of the other one
  /// @param bytesPerSecond the pace of each answer of more than 4 MiB
  public static SlowRegistry start(int other, long bytesPerSecond) throws IOException {
    SlowRegistry registry = new SlowRegistry(other, bytesPerSecond);
    registry.server.setExecutor(registry.threads);
    registry.server.createContext("/", registry::answer);
    registry.server.start();
    return registry;
  }

  /// Its address as a guest sees it.
  public String guestAddress() {
    return "http://10.0.2.2:" + server.getAddress().getPort();
  }

  /// How many bytes of large answers it has given since it was to forget them.
  public long given() {
    return given.get();
  }

  /// Counts anew.
  public void forget() {
    given.set(0);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      HttpResponse<InputStream> answer = ask(exchange, head);
      try (InputStream body = answer.body()) {
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
        for (String name : ANSWERED) {
          answer
              .headers()
              .firstValue(name)
              .ifPresent(value -> exchange.getResponseHeaders().add(name, value));
        }
        if (head) {
          exchange.getResponseHeaders().add("Content-Length", String.valueOf(length));
        }
        exchange.sendResponseHeaders(answer.statusCode(), head || length == 0 ? -1 : length);
        if (!head) {
          give(body, exchange.getResponseBody(), length > LARGE);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<InputStream> ask(HttpExchange exchange, boolean head)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + other + exchange.getRequestURI().toASCIIString()));
    for (String name : ASKED) {
      exchange
          .getRequestHeaders()
          .getOrDefault(name, List.of())
          .forEach(value -> request.header(name, value));
    }
    if (head) {
      request.method("HEAD", HttpRequest.BodyPublishers.noBody());
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /// Piece by piece.
  private void give(InputStream from, OutputStream to, boolean slowly)
      throws IOException, InterruptedException {
    byte[] piece = new byte[Math.toIntExact(bytesPerSecond / PIECES_PER_SECOND)];
    for (int count = from.read(piece); count > 0; count = from.read(piece)) {
      to.write(piece, 0, count);
      if (slowly) {
        to.flush();
        given.addAndGet(count);
        Thread.sleep(1000L * count / bytesPerSecond);
      }
    }
  }
}
