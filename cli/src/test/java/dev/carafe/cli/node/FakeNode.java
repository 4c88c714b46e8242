package dev.carafe.cli.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.carafe.trust.certificate.Certificates;
import dev.carafe.trust.certificate.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Speaks TLS as a node does, and answers what it was told to.
final class FakeNode implements AutoCloseable {
  private final HttpsServer server;
  private final X509Certificate certificate;
  private final Map<String, Reply> replies = new HashMap<>();
  final List<String> requests = new ArrayList<>();

  private record Reply(int status, String contentType, String body) {}

  /// @param identity the folder of its `node.pem` and `node.key`
  /// @param refuses whether it refuses every client's certificate
  FakeNode(Path identity, boolean refuses) {
    try {
      certificate = Pem.certificate(Files.readString(identity.resolve("node.pem")));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "node",
          Pem.privateKey(Files.readString(identity.resolve("node.key"))),
          new char[0],
          new X509Certificate[] {certificate});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), new TrustManager[] {new Clients(refuses)}, null);
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters tls = context.getDefaultSSLParameters();
              tls.setNeedClientAuth(true);
              parameters.setSSLParameters(tls);
            }
          });
      server.createContext("/", this::answer);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param request a method and the beginning of a path with its query: `GET /os`
  FakeNode answering(String request, String json) {
    replies.put(request, new Reply(200, "application/json", json));
    return this;
  }

  FakeNode refusing(String request, int status, String text) {
    replies.put(request, new Reply(status, "text/plain; charset=utf-8", text));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          asked.replaceAll("carafe-[0-9a-f]{16}", "TX") + (body.isEmpty() ? "" : " " + body));
      Reply reply =
          replies.entrySet().stream()
              .filter(entry -> asked.startsWith(entry.getKey()))
              .max(
                  (left, right) -> Integer.compare(left.getKey().length(), right.getKey().length()))
              .map(Map.Entry::getValue)
              .orElse(new Reply(404, "text/plain", "nothing is at " + asked));
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  String fingerprint() {
    return Certificates.fingerprint(certificate);
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static final class Clients extends X509ExtendedTrustManager {
    private final boolean refuses;

    Clients(boolean refuses) {
      this.refuses = refuses;
    }

    private void check() throws CertificateException {
      if (refuses) {
        throw new CertificateException("not you");
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
