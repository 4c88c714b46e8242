package dev.carafe.lab.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.carafe.disk.bytes.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A registry on this machine's loopback that a guest had better not trust, before a good one.
public final class FaultyRegistry implements AutoCloseable {
  private static final long BETWEEN_BYTES_MILLIS = 1000;

  /// What is wrong with it.
  public enum Fault {
    /// The layers and configurations that it gives are not what their digests say.
    LIES,
    /// It gives a byte a second.
    CRAWLS,
    /// It is something else altogether.
    NO_REGISTRY
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Fault fault;
  private final int good;
  private final Sha256 manifest;

  private FaultyRegistry(Fault fault, int good, Sha256 manifest) throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.fault = fault;
    this.good = good;
    this.manifest = manifest;
  }

  /// Starts one on a port that the kernel chooses.
  ///
  /// @param good the port of the good one
  /// @param manifest what every tag stands for
  public static FaultyRegistry start(Fault fault, int good, Sha256 manifest) throws IOException {
    FaultyRegistry registry = new FaultyRegistry(fault, good, manifest);
    registry.server.setExecutor(registry.threads);
    registry.server.createContext("/", registry::answer);
    registry.server.start();
    return registry;
  }

  /// Its address as a guest sees it.
  public String guestAddress() {
    return "http://10.0.2.2:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (fault) {
        case LIES -> lie(exchange);
        case CRAWLS -> crawl(exchange);
        case NO_REGISTRY -> {
          byte[] page = "<html>Welcome to our hotel".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          if (begin(exchange, 200, page.length)) {
            exchange.getResponseBody().write(page);
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void lie(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    String asked = path.replaceFirst("/manifests/[^:]*$", "/manifests/sha256:" + manifest.hex());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + good + asked));
    exchange.getRequestHeaders().getOrDefault("Accept", List.of()).stream()
        .forEach(accepted -> request.header("Accept", accepted));
    if (exchange.getRequestMethod().equals("HEAD")) {
      request.method("HEAD", HttpRequest.BodyPublishers.noBody());
    }
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    byte[] body = answer.body();
    if (path.contains("/blobs/") && body.length > 0) {
      body[body.length / 2] ^= 1;
    }
    for (String name : List.of("Content-Type", "Docker-Content-Digest")) {
      answer
          .headers()
          .firstValue(name)
          .ifPresent(value -> exchange.getResponseHeaders().add(name, value));
    }
    int length =
        answer.headers().firstValue("Content-Length").map(Integer::valueOf).orElse(body.length);
    if (begin(exchange, answer.statusCode(), length)) {
      exchange.getResponseBody().write(body);
    }
  }

  /// Begins an answer.
  ///
  /// @param length of its body
  /// @return whether that is wanted, and not the head alone
  private static boolean begin(HttpExchange exchange, int status, int length) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().add("Content-Length", String.valueOf(length));
    }
    exchange.sendResponseHeaders(status, head ? -1 : length);
    return !head;
  }

  private static void crawl(HttpExchange exchange) throws IOException, InterruptedException {
    exchange
        .getResponseHeaders()
        .add("Content-Type", "application/vnd.docker.distribution.manifest.v2+json");
    if (!begin(exchange, 200, 1000)) {
      return;
    }
    try (OutputStream body = exchange.getResponseBody()) {
      for (int i = 0; i < 1000; i++) {
        body.write(' ');
        body.flush();
        Thread.sleep(BETWEEN_BYTES_MILLIS);
      }
    }
  }
}
