package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.Journal;
import dev.carafe.node.web.Authorities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The certificates in the resources are good for a hundred years: one authority has signed those
/// of `localhost` and `other.example`, a stranger neither.
class EncryptionTest {
  private static final Path RESOURCES = Path.of("src/test/resources/dev/carafe/node/log");
  private static final Pace FAST =
      new Pace(
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));

  @TempDir private Path folder;

  private final FakeJournal fake = new FakeJournal();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"localhost", "127.0.0.1"})
  void entriesArriveEncryptedAndCount(String host) throws Exception {
    fake.append("secret");
    try (LogServer server = LogServer.open(encrypted("localhost.p12"), 0);
        LogShipping shipping = shipping("authority.pem")) {
      shipping.apply(List.of(to(host, server.port())));
      assertThat(server.next()).isEqualTo("secret");
      CursorFile file = new CursorFile(folder.resolve("test.cursor"));
      LogShippingTest.await(() -> isThere(file));
    }
    assertThat(said()).isEmpty();
  }

  @Test
  void serverWithAnotherNameIsSentNothing() throws Exception {
    assertRefused("other.p12", "authority.pem", "name matching localhost found");
  }

  @Test
  void serverOfAnotherAuthorityIsSentNothing() throws Exception {
    assertRefused("localhost.p12", "stranger.pem", "unable to find valid certification path");
  }

  @Test
  void withoutAuthoritiesNothingIsSent() throws Exception {
    assertRefused("localhost.p12", "none.pem", "none.pem");
  }

  @Test
  void serverThatDoesNotEncryptIsSentNothing() throws Exception {
    fake.append("secret");
    try (LogServer server = LogServer.open();
        LogShipping shipping = shipping("authority.pem")) {
      shipping.apply(List.of(to("localhost", server.port())));
      server
          .nextConnection()
          .getOutputStream()
          .write("220 hello\r\n".getBytes(StandardCharsets.US_ASCII));
      LogShippingTest.await(() -> said().contains("log destination 'test' (localhost:"));
      assertThat(server.isQuiet()).isTrue();
    }
  }

  private void assertRefused(String keys, String authorities, String why) throws Exception {
    fake.append("secret");
    try (LogServer server = LogServer.open(encrypted(keys), 0);
        LogShipping shipping = shipping(authorities)) {
      shipping.apply(List.of(to("localhost", server.port())));
      LogShippingTest.await(() -> said().contains(why));
      assertThat(server.isQuiet()).isTrue();
      assertThat(fake.started()).isEmpty();
    }
  }

  private LogShipping shipping(String authorities) {
    return new LogShipping(
        new Journalctl(List.of("journalctl"), fake, fake),
        new Authorities(RESOURCES.resolve(authorities)),
        new SendQueue(Path.of("/proc/net")),
        folder,
        FAST,
        new Journal(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  private static LogDestination to(String host, int port) {
    return new LogDestination(
        "test", LogDestination.Format.JSON_LINES, host, port, true, List.of());
  }

  private static ServerSocketFactory encrypted(String keys)
      throws IOException, GeneralSecurityException {
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(RESOURCES.resolve(keys))) {
      store.load(in, password);
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  private static boolean isThere(CursorFile file) {
    try {
      return file.read().isPresent();
    } catch (IOException _) {
      return false;
    }
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
