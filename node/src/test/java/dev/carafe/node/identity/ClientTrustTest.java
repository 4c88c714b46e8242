package dev.carafe.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.host.Journal;
import dev.carafe.trust.certificate.AlternativeNames;
import dev.carafe.trust.certificate.CertificateAuthority;
import dev.carafe.trust.certificate.Certificates;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.Terms;
import dev.carafe.trust.certificate.Usage;
import dev.carafe.trust.certificate.Validity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientTrustTest {
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final SubjectName ALICE = SubjectName.of(Role.ADMIN, "alice");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void aClientOfTheAuthorityIsLetIn() throws CertificateException {
    trust().check(List.of(AUTHORITY.client(Role.READER, "bob")));
  }

  @Test
  void aClientMaySendItsAuthorityToo() throws CertificateException {
    X509Certificate root = Pem.certificate(AUTHORITY.pem());
    trust().check(List.of(AUTHORITY.client(Role.READER, "bob"), root));
  }

  @Test
  void oneOfSeveralAuthoritiesIsEnough() throws CertificateException {
    TestAuthority other = new TestAuthority();
    ClientTrust both = ClientTrust.of(other.pem() + AUTHORITY.pem(), List.of(), CLOCK);
    both.check(List.of(AUTHORITY.client(Role.READER, "bob")));
    both.check(List.of(other.client(Role.READER, "bob")));
  }

  @Test
  void anotherAuthoritysClientIsForeign() {
    assertRefused(
        new TestAuthority().client(Role.ADMIN, "alice"), "does not come from an authority");
  }

  @Test
  void aForeignerThatSendsItsOwnAuthorityIsForeign() {
    TestAuthority foreign = new TestAuthority();
    List<X509Certificate> chain =
        List.of(foreign.client(Role.ADMIN, "alice"), Pem.certificate(foreign.pem()));
    assertThatThrownBy(() -> trust().check(chain))
        .hasMessageContaining("does not come from an authority");
  }

  @Test
  void aClientCannotCertifyAnother() {
    X509Certificate alice = AUTHORITY.client(Role.ADMIN, "alice");
    X509Certificate forged =
        CertificateAuthority.selfSigned(
            TestAuthority.KEYS,
            new Terms(
                SubjectName.of(alice),
                AlternativeNames.none(),
                Set.of(Usage.CLIENT),
                TestAuthority.VALID));
    assertThatThrownBy(() -> trust().check(List.of(forged, alice)))
        .hasMessageContaining("does not come from an authority");
  }

  @Test
  void anExpiredOneIsRefused() {
    Validity past = new Validity(NOW.minusSeconds(3600), NOW.minusSeconds(60));
    assertRefused(AUTHORITY.issue(ALICE, Usage.CLIENT, past), "expired on");
  }

  @Test
  void oneThatIsNotValidYetIsRefused() {
    Validity future = new Validity(NOW.plusSeconds(3600), NOW.plusSeconds(7200));
    assertRefused(AUTHORITY.issue(ALICE, Usage.CLIENT, future), "not valid before");
  }

  @Test
  void aRevokedOneIsRefusedHoweverItsNumberIsWritten() {
    X509Certificate alice = AUTHORITY.client(Role.ADMIN, "alice");
    String serial = Certificates.serial(alice);
    String colons = serial.replaceAll("..(?=.)", "$0:").toUpperCase(Locale.ROOT);
    for (String written : List.of(serial, colons, "00" + serial)) {
      assertThatThrownBy(() -> trust(written).check(List.of(alice)))
          .hasMessageContaining("is revoked");
    }
  }

  @Test
  void aServersIsRefused() {
    assertRefused(AUTHORITY.issue(ALICE, Usage.SERVER, TestAuthority.VALID), "not for clients");
  }

  @Test
  void theAuthoritysOwnIsRefused() {
    assertThatThrownBy(() -> trust().check(List.of(Pem.certificate(AUTHORITY.pem()))))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void aNameWithoutRoleIsRefused() {
    SubjectName none = SubjectName.of("alice");
    assertRefused(AUTHORITY.issue(none, Usage.CLIENT, TestAuthority.VALID), "its organization");
    SubjectName forged = SubjectName.of("alice, O=carafe:admin");
    assertRefused(AUTHORITY.issue(forged, Usage.CLIENT, TestAuthority.VALID), "its organization");
  }

  @Test
  void aClientsCertificateIsNoAuthority() {
    String pem = Pem.write(AUTHORITY.client(Role.ADMIN, "alice"));
    assertThatThrownBy(() -> ClientTrust.of(pem, List.of(), CLOCK))
        .isInstanceOf(ClientTrust.NotAnAuthorityException.class);
  }

  @Test
  void theJournalSaysWhoWasRefusedAndWhyWithoutBelievingTheName() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    Journal journal = new Journal(new PrintStream(lines, true, StandardCharsets.UTF_8));
    X509Certificate foreign = new TestAuthority().client(Role.ADMIN, "al\u00efce" + "x".repeat(50));
    ClientCheck check = new ClientCheck(trust(), journal);
    assertThatThrownBy(() -> check.checkClientTrusted(new X509Certificate[] {foreign}, "EC"))
        .isInstanceOf(CertificateException.class);
    assertThat(lines.toString(StandardCharsets.UTF_8))
        .startsWith("<4>refused a client with certificate 'CN=al?ce")
        .contains(Certificates.serial(foreign), "does not come from an authority")
        .hasLineCount(1);
  }

  private static ClientTrust trust(String... revoked) {
    return ClientTrust.of(AUTHORITY.pem(), List.of(revoked), CLOCK);
  }

  private static void assertRefused(X509Certificate certificate, String why) {
    assertThatThrownBy(() -> trust().check(List.of(certificate)))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining(why);
  }
}
