package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carafe.cli.node.NodeException;
import dev.carafe.cli.node.RemoteContainers;
import dev.carafe.trust.certificate.Certificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A node's API through TLS.
final class NodeApi implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// An emulated processor takes its time, and cut power never answers.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client;
  private final int port;
  private final Administrator administrator;
  private final AnyNode trust = new AnyNode();

  NodeApi(int port, Administrator administrator) throws IOException {
    this.port = port;
    this.administrator = administrator;
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(administrator.keys(), new TrustManager[] {trust}, null);
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(LIMIT)
              .sslContext(tls)
              .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The certificate that the node shows, by its digest.
  String fingerprint() throws IOException, InterruptedException {
    if (trust.shown().isEmpty()) {
      text("/os");
    }
    return trust.shown().map(Certificates::fingerprint).orElse("");
  }

  /// The numbers of the generations that the node can show, the newest first.
  List<Long> generations() throws IOException, InterruptedException {
    List<Long> generations = new ArrayList<>();
    json("/v1/settings/generations")
        .forEach(generation -> generations.add(generation.path("number").asLong()));
    return generations;
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return MAPPER.readTree(text(path));
  }

  String text(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  /// Asks for a change that is to be committed next.
  ///
  /// @param settings in JSON
  void stage(String settings) throws IOException, InterruptedException {
    send("PATCH", "/settings", settings);
  }

  /// Asks for the end of a setting that is to be committed next.
  void stageWithout(String key) throws IOException, InterruptedException {
    send("DELETE", "/v1/settings?keys=" + key, "");
  }

  /// Makes it live, durable and applied.
  void commit() throws IOException, InterruptedException {
    send("POST", "/tx/commit_and_apply", "");
  }

  /// Runs a script by busybox in a container, and returns what it wrote.
  ///
  /// @throws IOException where it could not be run, or says that it has failed
  String run(String target, String script) throws IOException, InterruptedException {
    try (RemoteContainers containers =
        RemoteContainers.of(
            port, fingerprint(), administrator.certificate(), administrator.key())) {
      RemoteContainers.Ran ran =
          containers.run(target, List.of("/bin/busybox", "sh", "-c", script));
      if (ran.code() != 0) {
        throw new IOException(
            "a script in %s ended with %d: %s".formatted(target, ran.code(), ran.output().strip()));
      }
      return ran.output();
    } catch (NodeException e) {
      throw new IOException("could not run a script in " + target + ": " + e.getMessage(), e);
    }
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.ofString(body))
            .timeout(LIMIT)
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new RefusedException(method + " " + path, response.statusCode(), response.body());
    }
    return response.body();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// A machine of our own on this machine's loopback: that its key stays the same is looked at,
  /// nothing else.
  private static final class AnyNode extends X509ExtendedTrustManager {
    private volatile Optional<X509Certificate> shown = Optional.empty();

    Optional<X509Certificate> shown() {
      return shown;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      shown = Optional.of(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      shown = Optional.of(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      shown = Optional.of(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /// The node answered, but not as it should.
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String what, int status, String body) {
      super("the node answered %s with %d: %s".formatted(what, status, body.strip()));
    }
  }
}
