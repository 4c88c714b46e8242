package dev.carafe.trust.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.certificate.MalformedException;
import dev.carafe.trust.certificate.Pem;
import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoftwareKeyTest {
  private static final byte[] WORDS = "words".getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource
  void aKeyIsReadAsItWasWritten(Scheme scheme) throws IOException {
    SoftwareKey key = SoftwareKey.generate(scheme);
    SoftwareKey read = SoftwareKey.read(key.pem());
    assertThat(read.key()).isEqualTo(key.key());
    assertThat(key.key().hasSigned(WORDS, read.sign(WORDS))).isTrue();
    assertThat(Key.ofEncoded(Pem.publicKey(key.publicPem()))).contains(key.key());
  }

  @Test
  void keysThatDoNotBelongTogetherAreRefused() {
    SoftwareKey one = SoftwareKey.generate(Scheme.ED25519);
    SoftwareKey other = SoftwareKey.generate(Scheme.ED25519);
    String mixed = one.pem().replace(one.publicPem(), other.publicPem());
    assertThatThrownBy(() -> SoftwareKey.read(mixed))
        .isInstanceOf(MalformedException.class)
        .hasMessage("could not read a key: the private key is not the public one's");
  }

  @Test
  void aKeyOfAnotherKindIsRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    var pair = generator.generateKeyPair();
    assertThat(Key.ofEncoded(pair.getPublic().getEncoded())).isEmpty();
    String pem = Pem.write(pair.getPrivate()) + Pem.write(pair.getPublic());
    assertThatThrownBy(() -> SoftwareKey.read(pem))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("none of Ed25519, ECDSA on P-256 or RSA");
  }

  @Test
  void withoutAPublicKeyNothingIsKnownOfIt() {
    SoftwareKey key = SoftwareKey.generate(Scheme.ED25519);
    String half = key.pem().replace(key.publicPem(), "");
    assertThatThrownBy(() -> SoftwareKey.read(half))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("PUBLIC KEY");
  }
}
