package dev.carafe.lab.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A web server by TLS that takes whatever it is sent, and remembers it.
public final class RecordingServer implements AutoCloseable {
  private final HttpsServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private RecordingServer(HttpsServer server) {
    this.server = server;
  }

  /// What a client has sent.
  ///
  /// @param address the host's name, and the path with its parameters
  public record Request(String method, String address, String authorization, String body) {}

  /// Starts one on a port of the loopback that the kernel chooses.
  ///
  /// @param keys with the certificate that it shows
  public static RecordingServer start(KeyStore keys, String password)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, password.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(tls));
    RecordingServer server = new RecordingServer(https);
    https.createContext("/", server::take);
    https.start();
    return server;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// The first request to an address that begins so.
  public Optional<Request> request(String address) {
    return requests.stream().filter(request -> request.address().startsWith(address)).findFirst();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              field(exchange, "Host") + exchange.getRequestURI(),
              field(exchange, "Authorization"),
              new String(body, StandardCharsets.UTF_8)));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static String field(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
