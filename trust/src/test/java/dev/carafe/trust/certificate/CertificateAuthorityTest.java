package dev.carafe.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");
  private static final Validity YEAR = Validity.of(Duration.ofDays(365), NOW);
  private static final KeyPair KEYS = EcKeys.generate();
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.create(
          SubjectName.of("the authority"), Validity.of(Duration.ofDays(3650), NOW));

  @Test
  void theJdkFollowsAPathToTheAuthority() throws GeneralSecurityException {
    validate(issue(YEAR), AUTHORITY, NOW);
  }

  @Test
  void theJdkRefusesAnotherAuthorityOfTheSameName() {
    CertificateAuthority another =
        CertificateAuthority.create(SubjectName.of("the authority"), YEAR);
    assertThatThrownBy(() -> validate(issue(YEAR), another, NOW))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void theJdkRefusesACertificateOutOfItsTime() {
    X509Certificate issued = issue(YEAR);
    assertThatThrownBy(() -> validate(issued, AUTHORITY, NOW.plus(Duration.ofDays(366))))
        .hasMessageContaining("validity");
    assertThatThrownBy(() -> validate(issued, AUTHORITY, NOW.minus(Duration.ofMinutes(6))))
        .hasMessageContaining("validity");
  }

  @Test
  void aCertificateSaysWhatItsIssuerDecided() throws Exception {
    InetAddress address = InetAddress.ofLiteral("2001:db8::1");
    CertificateRequest request =
        CertificateRequest.create(
            KEYS,
            SubjectName.of(Role.ADMIN, "i want to be root"),
            new AlternativeNames(List.of("bank.example"), List.of()));
    X509Certificate issued =
        AUTHORITY.issue(
            request,
            new Terms(
                SubjectName.of(Role.READER, "node 7"),
                new AlternativeNames(List.of("node-7.example"), List.of(address)),
                Set.of(Usage.SERVER, Usage.CLIENT),
                YEAR));
    assertThat(SubjectName.of(issued)).isEqualTo(SubjectName.of(Role.READER, "node 7"));
    assertThat(issued.getPublicKey()).isEqualTo(KEYS.getPublic());
    assertThat(issued.getExtendedKeyUsage())
        .containsExactly(Usage.SERVER.identifier(), Usage.CLIENT.identifier());
    assertThat(issued.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "node-7.example"), List.of(7, "2001:db8:0:0:0:0:0:1"));
    assertThat(issued.getBasicConstraints()).isEqualTo(-1);
    assertThat(issued.getKeyUsage()).startsWith(true).containsOnlyOnce(true);
    assertThat(issued.getCriticalExtensionOIDs()).containsExactly("2.5.29.15", "2.5.29.19");
    assertThat(issued.getNotBefore().toInstant()).isEqualTo("2026-03-01T11:55:00Z");
    assertThat(issued.getNotAfter().toInstant()).isEqualTo("2027-03-01T12:00:00Z");
  }

  @Test
  void anAuthorityCertifiesNoFurtherAuthorities() {
    X509Certificate certificate = AUTHORITY.certificate();
    assertThat(certificate.getBasicConstraints()).isZero();
    boolean[] usage = certificate.getKeyUsage();
    assertThat(usage).containsExactly(false, false, false, false, false, true, true, false, false);
  }

  @Test
  void serialNumbersAreLongAndDifferent() {
    X509Certificate first = issue(YEAR);
    X509Certificate second = issue(YEAR);
    assertThat(first.getSerialNumber()).isNotEqualTo(second.getSerialNumber()).isPositive();
    assertThat(first.getSerialNumber().bitLength()).isBetween(127, 128);
    assertThat(Certificates.serial(first)).hasSize(32);
  }

  @Test
  void noCertificateOutlivesItsAuthority() {
    X509Certificate issued = issue(Validity.of(Duration.ofDays(9999), NOW));
    assertThat(issued.getNotAfter()).isEqualTo(AUTHORITY.certificate().getNotAfter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z", "2126-02-28T01:02:03Z"})
  void anEndIsWrittenInEitherCentury(String end) {
    Terms terms =
        new Terms(
            SubjectName.of("x"),
            AlternativeNames.none(),
            Set.of(Usage.SERVER),
            new Validity(NOW, Instant.parse(end)));
    assertThat(CertificateAuthority.selfSigned(KEYS, terms).getNotAfter().toInstant())
        .isEqualTo(end);
  }

  @Test
  void anAuthorityIsKeptAsText() throws GeneralSecurityException {
    CertificateAuthority kept =
        CertificateAuthority.read(Pem.write(AUTHORITY.certificate()), Pem.write(AUTHORITY.key()));
    validate(issue(kept, YEAR), AUTHORITY, NOW);
  }

  @Test
  void keyAndCertificateMustBelongTogether() {
    String certificate = Pem.write(AUTHORITY.certificate());
    String anothersKey = Pem.write(KEYS.getPrivate());
    assertThatThrownBy(() -> CertificateAuthority.read(certificate, anothersKey))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("does not belong");
    String leaf = Pem.write(issue(YEAR));
    assertThatThrownBy(() -> CertificateAuthority.read(leaf, anothersKey))
        .hasMessageContaining("not the certificate of an authority");
  }

  private static X509Certificate issue(Validity validity) {
    return issue(AUTHORITY, validity);
  }

  private static X509Certificate issue(CertificateAuthority authority, Validity validity) {
    SubjectName name = SubjectName.of(Role.OPERATOR, "alice");
    return authority.issue(
        CertificateRequest.create(KEYS, name, AlternativeNames.none()),
        new Terms(name, AlternativeNames.none(), Set.of(Usage.CLIENT), validity));
  }

  private static void validate(X509Certificate leaf, CertificateAuthority authority, Instant when)
      throws GeneralSecurityException {
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(when));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
  }
}
