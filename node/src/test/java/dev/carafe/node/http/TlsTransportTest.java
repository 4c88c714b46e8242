package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.host.Journal;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.identity.NodeIdentity;
import dev.carafe.node.identity.NodeTls;
import dev.carafe.node.identity.TestAuthority;
import dev.carafe.trust.certificate.AlternativeNames;
import dev.carafe.trust.certificate.Certificates;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.Usage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TlsTransportTest {
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final X509Certificate ALICE = AUTHORITY.client(Role.ADMIN, "alice");
  private static final String KEPT = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String LAST = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  private static final Handler WHO =
      request -> Response.text(Status.OK, Caller.of(request.peer()).orElseThrow().name());

  @TempDir private Path folder;
  private NodeIdentity identity;
  private NodeTls tls;
  private final ByteArrayOutputStream journal = new ByteArrayOutputStream();

  @BeforeEach
  void makeAnIdentity() {
    identity = NodeIdentity.open(folder, Clock.systemUTC());
    tls =
        new NodeTls(
            identity,
            AUTHORITY.trust(),
            new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)));
  }

  @Test
  void knowsItsClientsAndShowsTheNodesCertificate() throws Exception {
    try (HttpServer server = server(WHO, Limits.usual());
        SSLSocket socket = connect(server, TestAuthority.client(ALICE))) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(socket.getSession().getPeerCertificates()).containsExactly(identity.certificate());
      assertThat(ask(socket, KEPT + LAST)).contains("\r\n\r\nalice\n").endsWith("\r\n\r\nalice\n");
    }
  }

  @Test
  void takesBodiesAndGivesLargeAnswers() throws Exception {
    String body = "x".repeat(1 << 20);
    Handler echo = request -> Response.text(Status.OK, request.bodyText());
    String head = "PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ";
    try (HttpServer server = server(echo, Limits.usual());
        SSLSocket socket = connect(server, TestAuthority.client(ALICE))) {
      assertThat(ask(socket, head + body.length() + "\r\n\r\n" + body)).endsWith(body + "\n");
    }
  }

  @Test
  void aClientThatSendsTooMuchStillSeesWhyItIsRefused() throws Exception {
    String head = "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 6000000\r\n\r\n";
    try (HttpServer server = server(WHO, Limits.usual());
        SSLSocket socket = connect(server, TestAuthority.client(ALICE))) {
      assertThat(ask(socket, head + "x".repeat(6_000_000))).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void whoeverHasNoCertificateIsNotAnswered() throws Exception {
    try (HttpServer server = server(WHO, Limits.usual())) {
      assertThatThrownBy(() -> ask(connect(server, TestAuthority.clientWithout()), LAST))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aForeignerIsNotAnsweredAndTheJournalSaysWhy() throws Exception {
    X509Certificate foreign = new TestAuthority().client(Role.ADMIN, "mallory");
    try (HttpServer server = server(WHO, Limits.usual())) {
      assertThatThrownBy(() -> ask(connect(server, TestAuthority.client(foreign)), LAST))
          .isInstanceOf(IOException.class);
    }
    assertThat(journal.toString(StandardCharsets.UTF_8))
        .startsWith("<4>refused 127.0.0.1 with certificate 'CN=mallory");
  }

  @Test
  void olderVersionsOfTlsAreRefused() throws Exception {
    try (HttpServer server = server(WHO, Limits.usual());
        SSLSocket socket = connect(server, TestAuthority.client(ALICE))) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      assertThatThrownBy(socket::startHandshake).hasMessageContaining("protocol_version");
    }
  }

  @Test
  void plainHttpIsNotAnswered() throws IOException {
    try (HttpServer server = server(WHO, Limits.usual());
        Socket socket = connect(server)) {
      socket.getOutputStream().write(LAST.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("HTTP");
    }
  }

  @Test
  void aRevokedClientIsCutOffAtOnce() throws Exception {
    SSLContext alice = TestAuthority.client(ALICE);
    try (HttpServer server = server(WHO, Limits.usual());
        SSLSocket open = connect(server, alice);
        BufferedReader in = reader(open)) {
      send(open, KEPT);
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
      tls.trust(AUTHORITY.trust(Certificates.serial(ALICE)));
      send(open, LAST);
      assertThat(in.lines()).noneMatch(line -> line.startsWith("HTTP/1.1"));
      assertThatThrownBy(() -> ask(connect(server, alice), LAST)).isInstanceOf(IOException.class);
      X509Certificate bob = AUTHORITY.client(Role.READER, "bob");
      assertThat(ask(connect(server, TestAuthority.client(bob)), LAST)).endsWith("bob\n");
    }
  }

  @Test
  void whoAskedForTheChangeThatEndsItsConnectionHearsTheAnswer() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    TlsContextSource watched =
        () -> {
          looks.incrementAndGet();
          return tls.current();
        };
    Handler revoking =
        _ -> {
          tls.trust(AUTHORITY.trust(Certificates.serial(ALICE)));
          int before = looks.get();
          while (looks.get() < before + 2) {
            Thread.onSpinWait();
          }
          return Response.text(Status.OK, "revoked");
        };
    try (HttpServer server = server(watched, revoking, quick(Duration.ofSeconds(2)));
        SSLSocket open = connect(server, TestAuthority.client(ALICE))) {
      assertThat(ask(open, KEPT)).endsWith("\r\n\r\nrevoked\n");
    }
  }

  @Test
  void aRevokedClientsStreamEnds() throws Exception {
    EventBroadcast events = new EventBroadcast();
    try (HttpServer server = server(_ -> Response.events(events), quick(Duration.ofSeconds(2)));
        SSLSocket open = connect(server, TestAuthority.client(ALICE));
        BufferedReader in = reader(open)) {
      send(open, KEPT);
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
      tls.trust(AUTHORITY.trust(Certificates.serial(ALICE)));
      assertThat(readToTheEnd(in)).isTrue();
    }
  }

  @Test
  void aSessionThatIsResumedIsStillTheClients() throws Exception {
    SSLContext alice = TestAuthority.client(ALICE);
    try (HttpServer server = server(WHO, Limits.usual())) {
      for (int i = 0; i < 3; i++) {
        assertThat(ask(connect(server, alice), LAST)).endsWith("alice\n");
      }
    }
  }

  @Test
  void aNewCertificateIsShownFromTheNextConnectionOn() throws Exception {
    try (HttpServer server = server(WHO, Limits.usual())) {
      ask(connect(server, TestAuthority.client(ALICE)), LAST);
      identity.install(
          Pem.write(
              AUTHORITY.issue(
                  identity.request("node", AlternativeNames.none()),
                  Usage.SERVER,
                  TestAuthority.VALID)));
      try (SSLSocket socket = connect(server, TestAuthority.client(ALICE))) {
        socket.startHandshake();
        assertThat(socket.getSession().getPeerCertificates())
            .containsExactly(identity.certificate());
      }
    }
  }

  @Test
  void whoeverDoesNotFinishTheHandshakeIsCutOff() throws IOException {
    try (HttpServer server = server(WHO, quick(Duration.ofMillis(200)));
        Socket silent = connect(server);
        Socket half = connect(server)) {
      half.getOutputStream().write(new byte[] {22, 3, 1});
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(half.getInputStream().readAllBytes()).hasSizeLessThan(100);
    }
  }

  @Test
  void twoHundredWhoSayNothingKeepNeitherClientsOutNorCutThemOff() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    try (HttpServer server = server(WHO, Limits.usual());
        SSLSocket before = connect(server, TestAuthority.client(ALICE))) {
      before.startHandshake();
      send(before, KEPT);
      BufferedReader in = reader(before);
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
      for (int i = 0; i < 200; i++) {
        crowd.add(connect(server));
      }
      assertThat(ask(connect(server, TestAuthority.client(ALICE)), LAST)).endsWith("alice\n");
      send(before, LAST);
      assertThat(in.lines().filter(line -> line.equals("alice")).count()).isEqualTo(2);
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  private static Limits quick(Duration patience) {
    return new Limits(8, 1 << 20, patience, patience, patience, patience, Duration.ofMillis(20));
  }

  private HttpServer server(Handler handler, Limits limits) {
    return server(tls, handler, limits);
  }

  private static HttpServer server(TlsContextSource source, Handler handler, Limits limits) {
    return HttpServer.onPort(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new TlsTransport(source),
        handler,
        limits);
  }

  private static Socket connect(HttpServer server) throws IOException {
    return new Socket(
        InetAddress.getLoopbackAddress(), ((InetSocketAddress) server.address()).getPort());
  }

  private static SSLSocket connect(HttpServer server, SSLContext context) throws IOException {
    Socket socket = connect(server);
    return (SSLSocket)
        context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
  }

  private static String ask(SSLSocket socket, String requests) throws IOException {
    send(socket, requests);
    byte[] answer = socket.getInputStream().readAllBytes();
    return new String(answer, StandardCharsets.ISO_8859_1);
  }

  private static void send(SSLSocket socket, String requests) throws IOException {
    socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  /// Whether the stream ends, in order or not.
  private static boolean readToTheEnd(BufferedReader in) {
    try {
      while (in.readLine() != null) {}
      return true;
    } catch (IOException _) {
      return true;
    }
  }
}
