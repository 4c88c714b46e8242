package dev.carafe.cli.admin;

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
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A node's API through TLS, as an administrator uses it.
public final class AdminConnection implements AutoCloseable {
  /// An emulated processor takes its time, and cut power never answers.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int TRIES = 5;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final HttpClient client;
  private final String base;
  private final AnyNode trust = new AnyNode();

  /// @param port of this machine's loopback that leads to the node
  public AdminConnection(int port, Administrator administrator) throws IOException {
    base = "https://127.0.0.1:" + port;
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

  /// The certificate that the node has shown.
  public Optional<X509Certificate> shown() {
    return trust.shown();
  }

  /// Sends a request and gives the answer's body.
  ///
  /// @throws RefusedException where the node says no
  public String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, BodyPublishers.ofString(body))
            .timeout(LIMIT)
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw new RefusedException(method + " " + path, response.statusCode(), response.body());
    }
    return response.body();
  }

  /// A node with too much to do gives a connection up before anything was asked over it: then it is
  /// asked again, a few times and with pauses.
  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    for (int left = TRIES - 1; ; left--) {
      try {
        return client.send(request, BodyHandlers.ofString());
      } catch (SSLHandshakeException e) {
        if (left == 0) {
          throw e;
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    }
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
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String what, int status, String body) {
      super("the node answered %s with %d: %s".formatted(what, status, body.strip()));
    }
  }
}
