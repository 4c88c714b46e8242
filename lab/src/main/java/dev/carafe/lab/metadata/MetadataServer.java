package dev.carafe.lab.metadata;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// A cloud's metadata service on this machine's loopback, which can be told to misbehave. A guest
/// reaches it by [dev.carafe.lab.Provisions#withMetadata].
public final class MetadataServer implements AutoCloseable {
  private static final long SLOWNESS = 1_000_000_000L;
  private static final Reply ANOTHER =
      Reply.of(200, "<html><body>It works!</body></html>\n").with("Server", "Apache");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Cloud cloud;
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private volatile Fault fault = Fault.NONE;

  private MetadataServer(Cloud cloud) throws IOException {
    this.cloud = cloud;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::exchange);
    server.start();
  }

  /// Starts a service on a port that the kernel chooses.
  public static MetadataServer start(Cloud cloud) throws IOException {
    return new MetadataServer(cloud);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// From now on.
  public void misbehave(Fault how) {
    fault = how;
  }

  /// What has been asked so far.
  public List<Question> questions() {
    return List.copyOf(questions);
  }

  private void exchange(HttpExchange exchange) throws IOException {
    Question question = question(exchange);
    questions.add(question);
    switch (fault) {
      case NONE -> send(exchange, cloud.answer(question));
      case SLOW -> {
        LockSupport.parkNanos(SLOWNESS);
        send(exchange, cloud.answer(question));
      }
      case SILENT -> LockSupport.park(); // until the server is closed
      case TOKENS_LOST -> {
        if (question.method().equals("PUT")) {
          LockSupport.park();
        }
        send(exchange, cloud.answer(question));
      }
      case WRONG -> send(exchange, ANOTHER);
      case BROKEN -> send(exchange, Reply.of(500, ""));
      case GONE -> exchange.close();
    }
  }

  private static Question question(HttpExchange exchange) {
    Map<String, String> fields = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> fields.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return new Question(exchange.getRequestMethod(), exchange.getRequestURI().toString(), fields);
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      reply.fields().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().bytes();
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
