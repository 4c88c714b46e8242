package dev.carafe.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.certificate.AlternativeNames;
import dev.carafe.trust.certificate.CertificateRequest;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.Usage;
import dev.carafe.trust.certificate.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdentityTest {
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Validity MONTH = new Validity(NOW, NOW.plus(Duration.ofDays(30)));
  private static final AlternativeNames NAMES =
      new AlternativeNames(List.of("node.example"), List.of());

  @TempDir private Path folder;

  @Test
  void isMadeOnceAndKept() throws IOException {
    NodeIdentity first = open(NOW);
    assertThat(first.problem()).isEmpty();
    assertThat(first.renewal()).isEqualTo(new Renewal.SelfSigned());
    assertThat(open(NOW).fingerprint()).isEqualTo(first.fingerprint());
    assertThat(permissions(folder.resolve("identity"))).isEqualTo("rwx------");
    assertThat(permissions(file())).isEqualTo("rw-------");
  }

  @Test
  void isValidWhateverTheClockSays() throws Exception {
    NodeIdentity identity = open(Instant.EPOCH);
    identity.certificate().checkValidity(Date.from(Instant.EPOCH));
    identity.certificate().checkValidity(Date.from(NOW.plus(Duration.ofDays(36_500))));
  }

  @Test
  void showsWhatTheAuthorityIssuedAfterARestartToo() {
    NodeIdentity identity = open(NOW);
    CertificateRequest request = identity.request("node-7", NAMES);
    assertThat(request.subject()).isEqualTo(SubjectName.of("node-7"));
    assertThat(request.names()).isEqualTo(NAMES);
    identity.install(issued(request, MONTH));
    NodeIdentity again = open(NOW);
    assertThat(again.certificate()).isEqualTo(identity.certificate());
    assertThat(SubjectName.of(again.certificate())).isEqualTo(SubjectName.of("node-7"));
    assertThat(again.renewal()).isInstanceOf(Renewal.Fresh.class);
    assertThat(again.request("node-8", NAMES).publicKey()).isEqualTo(request.publicKey());
  }

  @Test
  void saysWhenItNeedsANewCertificate() {
    NodeIdentity identity = open(NOW);
    identity.install(issued(identity.request("n", NAMES), MONTH));
    Instant end = MONTH.notAfter();
    assertThat(open(end.minus(Duration.ofDays(9))).renewal())
        .isEqualTo(new Renewal.Due(Duration.ofDays(9)));
    assertThat(open(end.minus(Duration.ofDays(11))).renewal())
        .isEqualTo(new Renewal.Fresh(Duration.ofDays(11)));
    assertThat(open(end.plusSeconds(5)).renewal())
        .isEqualTo(new Renewal.Expired(Duration.ofSeconds(5)));
  }

  @Test
  void aCertificateThatCannotBeItsOwnIsRefused() {
    NodeIdentity identity = open(NOW);
    CertificateRequest request = identity.request("n", NAMES);
    String before = identity.fingerprint();
    assertRefused(identity, Pem.write(AUTHORITY.client(Role.ADMIN, "a")), "another key");
    assertRefused(
        identity, Pem.write(AUTHORITY.issue(request, Usage.CLIENT, MONTH)), "not for servers");
    Validity past = new Validity(NOW.minusSeconds(60), NOW.minusSeconds(10));
    assertRefused(identity, issued(request, past), "expired");
    Validity future = new Validity(NOW.plusSeconds(60), NOW.plusSeconds(100));
    assertRefused(identity, issued(request, future), "not valid before");
    assertThatThrownBy(() -> identity.install("nonsense")).hasMessageContaining("BEGIN");
    assertThat(identity.fingerprint()).isEqualTo(before);
    assertThat(open(NOW).fingerprint()).isEqualTo(before);
  }

  private static void assertRefused(NodeIdentity identity, String pem, String why) {
    assertThatThrownBy(() -> identity.install(pem))
        .isInstanceOf(RefusedCertificateException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "\u0000\u00ff", "half", "another"})
  void aDamagedIdentityIsPutAsideAndReplaced(String damage) throws IOException {
    String before = open(NOW).fingerprint();
    String text = Files.readString(file());
    Files.writeString(
        file(),
        switch (damage) {
          case "half" -> text.substring(0, text.length() / 2);
          case "another" ->
              Pem.write(TestAuthority.KEYS.getPrivate())
                  + text.substring(text.indexOf("-----BEGIN CERT"));
          default -> damage;
        });
    NodeIdentity replaced = open(NOW);
    assertThat(replaced.problem().orElseThrow()).contains("damaged", "identity.pem");
    assertThat(replaced.fingerprint()).isNotEqualTo(before);
    NodeIdentity again = open(NOW);
    assertThat(again.problem()).isEmpty();
    assertThat(again.fingerprint()).isEqualTo(replaced.fingerprint());
    assertThat(folder.resolve("identity/identity.pem.damaged")).exists();
  }

  @Test
  void aPowerCutWhileInstallingLeavesTheOneBefore() throws IOException {
    String before = open(NOW).fingerprint();
    Files.writeString(folder.resolve("identity/identity.pem.new"), "half a f");
    NodeIdentity after = open(NOW);
    assertThat(after.fingerprint()).isEqualTo(before);
    after.install(issued(after.request("n", NAMES), MONTH));
    assertThat(open(NOW).certificate()).isEqualTo(after.certificate());
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsAProblemAndNoCrash() throws IOException {
    Path notADirectory = Files.writeString(folder.resolve("file"), "");
    NodeIdentity identity = NodeIdentity.open(notADirectory, Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(identity.problem().orElseThrow()).contains("could not keep the node's key");
    assertThat(identity.fingerprint()).isNotEmpty();
  }

  private static String issued(CertificateRequest request, Validity validity) {
    return Pem.write(AUTHORITY.issue(request, Usage.SERVER, validity));
  }

  private NodeIdentity open(Instant now) {
    return NodeIdentity.open(folder.resolve("identity"), Clock.fixed(now, ZoneOffset.UTC));
  }

  private Path file() {
    return folder.resolve("identity/identity.pem");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
