package dev.carafe.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  private static final X509Certificate CERTIFICATE =
      CertificateAuthority.create(
              SubjectName.of("a"), Validity.of(Duration.ofDays(1), Instant.EPOCH))
          .certificate();

  @Test
  void readsWhatItWrites() {
    KeyPair keys = EcKeys.generate();
    assertThat(EcKeys.match(Pem.privateKey(Pem.write(keys.getPrivate())), keys.getPublic()))
        .isTrue();
    assertThat(Pem.certificate(Pem.write(CERTIFICATE))).isEqualTo(CERTIFICATE);
  }

  @Test
  void readsRsaKeysToo() throws GeneralSecurityException {
    PrivateKey key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    assertThat(Pem.rsaKey(Pem.write(key))).isEqualTo(key);
    assertThatThrownBy(() -> Pem.privateKey(Pem.write(key))).isInstanceOf(MalformedException.class);
  }

  @Test
  void readsAllCertificatesBetweenOtherWords() {
    String text = "first\n" + Pem.write(CERTIFICATE) + "second\r\n" + Pem.write(CERTIFICATE);
    assertThat(Pem.certificates(text)).containsExactly(CERTIFICATE, CERTIFICATE);
    assertThatThrownBy(() -> Pem.certificate(text)).hasMessageContaining("there are 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----",
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Pem.certificates(text)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Pem.privateKey(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void fingerprintsAreWrittenAsOpensslWritesThem() {
    assertThat(Certificates.fingerprint(CERTIFICATE)).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
  }
}
