package dev.carafe.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateRequestTest {
  private static final SubjectName NAME = SubjectName.of("node");
  private static final AlternativeNames NAMES =
      new AlternativeNames(List.of("a.example"), List.of(InetAddress.ofLiteral("192.0.2.1")));
  private static final KeyPair KEYS = EcKeys.generate();

  @Test
  void isTheSameAfterATripAsText() {
    CertificateRequest request =
        CertificateRequest.read(Pem.write(CertificateRequest.create(KEYS, NAME, NAMES)));
    assertThat(request.subject()).isEqualTo(NAME);
    assertThat(request.names()).isEqualTo(NAMES);
    assertThat(request.publicKey()).isEqualTo(KEYS.getPublic());
  }

  @Test
  void needsNoAlternativeNames() {
    CertificateRequest request = CertificateRequest.create(KEYS, NAME, AlternativeNames.none());
    assertThat(request.names().isEmpty()).isTrue();
  }

  @Test
  void everyFlippedByteIsNoticed() {
    byte[] encoded = CertificateRequest.create(KEYS, NAME, NAMES).encoded();
    for (int i = 0; i < encoded.length; i++) {
      byte[] flipped = encoded.clone();
      flipped[i] ^= 1;
      assertThatThrownBy(() -> CertificateRequest.parse(flipped))
          .as("byte %s", i)
          .isInstanceOf(TrustException.class);
    }
  }

  @Test
  void everyCutIsNoticed() {
    byte[] encoded = CertificateRequest.create(KEYS, NAME, NAMES).encoded();
    for (int i = 0; i < encoded.length; i++) {
      byte[] cut = Arrays.copyOf(encoded, i);
      assertThatThrownBy(() -> CertificateRequest.parse(cut))
          .isInstanceOf(MalformedException.class);
    }
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThatThrownBy(() -> CertificateRequest.parse(longer))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void anothersKeyCannotBeClaimed() {
    KeyPair claimed = new KeyPair(EcKeys.generate().getPublic(), KEYS.getPrivate());
    assertThatThrownBy(() -> CertificateRequest.create(claimed, NAME, NAMES))
        .isInstanceOf(NotSignedException.class);
  }

  @Test
  void otherKeysThanP256AreRefused() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(384);
    KeyPair large = generator.generateKeyPair();
    assertThatThrownBy(() -> CertificateRequest.create(large, NAME, NAMES))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("P-256");
  }
}
