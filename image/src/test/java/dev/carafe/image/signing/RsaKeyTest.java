package dev.carafe.image.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RsaKeyTest {
  private static final byte[] BYTES = "signed".getBytes(StandardCharsets.UTF_8);

  @Test
  void itsCertificateIsItsOwnAndCertifiesNobody() throws GeneralSecurityException {
    X509Certificate certificate = TestKey.KEY.certificate();
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=test");
    assertThat(certificate.getIssuerX500Principal().getName()).isEqualTo("CN=test");
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getKeyUsage()).startsWith(true, false);
    assertThat(certificate.getNotBefore().toInstant())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(127);
  }

  @Test
  void namesAreTextWhateverIsInThem() {
    assertThat(TestKey.make("#04, O=x").certificate().getSubjectX500Principal().getName())
        .isEqualTo("CN=\\#04\\, O\\=x");
  }

  @Test
  void itsSignaturesHoldAndAreTheSameForTheSameBytes() throws GeneralSecurityException {
    byte[] signed = TestKey.KEY.sign(BYTES);
    assertThat(TestKey.KEY.sign(BYTES)).isEqualTo(signed);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(TestKey.KEY.certificate());
    signature.update(BYTES);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void aKeptKeySignsAsBefore() {
    RsaKey again = RsaKey.of(TestKey.KEY.certificate(), TestKey.KEY.privateKey());
    assertThat(again.sign(BYTES)).isEqualTo(TestKey.KEY.sign(BYTES));
  }

  @Test
  void keyAndCertificateMustBelongTogether() throws GeneralSecurityException {
    X509Certificate certificate = TestKey.KEY.certificate();
    PrivateKey other = TestKey.make("other").privateKey();
    assertThatThrownBy(() -> RsaKey.of(certificate, other))
        .isInstanceOf(KeyMismatchException.class)
        .hasMessage("could not use the key of CN=test: the key belongs to another certificate");
    PrivateKey curve = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    assertThatThrownBy(() -> RsaKey.of(certificate, curve))
        .hasMessage("could not use the key of CN=test: expected an RSA key, found another kind");
  }
}
