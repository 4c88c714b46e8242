package dev.carafe.cli;

import dev.carafe.trust.certificate.Pem;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A client of a node's `GET /exec` that shares no code with `carafe node exec`, and believes any
/// node.
final class ExecPeer implements AutoCloseable {
  private static final Pattern CAPACITY =
      Pattern.compile(
          "\\{\"Capacity\":\\{\"max_messages_outstanding\":([0-9]+),\"messages_written\":([0-9]+)}}");

  /// How the node closed.
  record End(int code, String reason) {}

  private final HttpClient client;
  private final int port;

  private ExecPeer(HttpClient client, int port) {
    this.client = client;
    this.port = port;
  }

  static ExecPeer of(int port, Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "client",
        Pem.privateKey(Files.readString(key)),
        new char[0],
        new X509Certificate[] {Pem.certificate(Files.readString(certificate))});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
    return new ExecPeer(HttpClient.newBuilder().sslContext(context).build(), port);
  }

  String get(String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofString())
        .body();
  }

  /// Stages settings, and returns the answer's status.
  int patch(String path, String json) {
    return send(path, "PATCH", json);
  }

  int post(String path) {
    return send(path, "POST", "");
  }

  int delete(String path) {
    return send(path, "DELETE", "");
  }

  private int send(String path, String method, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.sendAsync(request, BodyHandlers.discarding()).join().statusCode();
  }

  /// Begins to run a command in a container.
  ///
  /// @param tty in JSON
  /// @param output is given every piece of output
  Run run(String target, String tty, Consumer<ByteBuffer> output, String... command) {
    Run run = new Run(output);
    client
        .newWebSocketBuilder()
        .buildAsync(URI.create("wss://127.0.0.1:" + port + "/exec"), run)
        .join();
    List<String> words = new ArrayList<>();
    for (String word : command) {
      List<String> bytes = new ArrayList<>();
      for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
        bytes.add(Integer.toString(one & 0xff));
      }
      words.add("{\"Unix\":[" + String.join(",", bytes) + "]}");
    }
    run.text(
        "{\"Initialize\":{\"command\":[%s],\"target\":\"%s\",\"tty\":%s}}"
            .formatted(String.join(",", words), target, tty));
    return run;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// One conversation.
  static final class Run implements WebSocket.Listener {
    private final Consumer<ByteBuffer> output;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final Semaphore credit = new Semaphore(0);
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private long granted;

    private Run(Consumer<ByteBuffer> output) {
      this.output = output;
    }

    void text(String words) {
      socket.join().sendText(words, true).join();
    }

    /// Sends input as soon as it may.
    void input(byte[] bytes) throws InterruptedException {
      if (!credit.tryAcquire(5, TimeUnit.MINUTES)) {
        throw new AssertionError("no credit for five minutes");
      }
      inputWithoutCredit(bytes);
    }

    void inputWithoutCredit(byte[] bytes) {
      socket.join().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    void complete() {
      text("\"ContentComplete\"");
    }

    void abort() {
      socket.join().abort();
    }

    boolean hasEnded() {
      return end.isDone();
    }

    End end() {
      return end.orTimeout(10, TimeUnit.MINUTES).join();
    }

    @Override
    public void onOpen(WebSocket opened) {
      socket.complete(opened);
      opened.request(1);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      output.accept(data);
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        Matcher capacity = CAPACITY.matcher(text);
        if (!capacity.matches()) {
          end.completeExceptionally(new AssertionError(text.toString()));
        } else {
          long allowed = Long.parseLong(capacity.group(1)) + Long.parseLong(capacity.group(2));
          credit.release((int) (allowed - granted));
          granted = allowed;
        }
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end.complete(new End(code, reason));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end.completeExceptionally(error);
    }
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
