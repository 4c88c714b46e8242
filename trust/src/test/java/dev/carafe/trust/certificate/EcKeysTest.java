package dev.carafe.trust.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EcKeysTest {
  private static final byte[] WORDS = "words".getBytes(UTF_8);

  @Test
  void aKeyIsMadeOfItsPoint() {
    KeyPair pair = EcKeys.generate();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - 64, encoded.length);
    assertThat(EcKeys.publicKey(point)).isEqualTo(pair.getPublic());
  }

  /// As often as it takes to see numbers that are short, or have their highest bit set.
  @Test
  void aSignatureIsMadeOfItsNumbers() throws GeneralSecurityException {
    KeyPair pair = EcKeys.generate();
    for (int i = 0; i < 50; i++) {
      Signature plain = Signature.getInstance("SHA256withECDSAinP1363Format");
      plain.initSign(pair.getPrivate());
      plain.update(WORDS);
      assertThat(EcKeys.isSigned(WORDS, EcKeys.signature(plain.sign()), pair.getPublic())).isTrue();
    }
  }
}
