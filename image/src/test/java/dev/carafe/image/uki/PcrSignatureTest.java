package dev.carafe.image.uki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.signing.TestKey;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PcrSignatureTest {
  private static final Pattern SECTION =
      Pattern.compile(
          "\\{\"sha256\": \\[\\{\"pcrs\": \\[11], \"pkfp\": \"[0-9a-f]{64}\", \"pol\": \"([0-9a-f]{64})\","
              + " \"sig\": \"([^\"]*)\"}]}");

  @Test
  void thePolicyOfARegisterIsSigned() throws GeneralSecurityException {
    Sha256 register = Sha256.of("register");
    Matcher section = SECTION.matcher(PcrSignature.of(register, TestKey.KEY));
    assertThat(section.matches()).isTrue();
    Sha256 policy = new Sha256(section.group(1));
    assertThat(policy).isEqualTo(PcrSignature.policy(register));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(TestKey.KEY.certificate());
    signature.update(policy.bytes());
    assertThat(signature.verify(Base64.getDecoder().decode(section.group(2)))).isTrue();
  }

  /// What `systemd-measure sign` makes of an image with the command line `cmd`, a kernel `linux`
  /// and a key, each with a line feed.
  @Test
  void aPolicyIsWhatSystemdMakesOfTheRegister() {
    assertThat(
            PcrSignature.policy(
                new Sha256("d09bfabdd344e7e0a11a51d29af9757bccc1e4eb6a4d77e3ca416dba5483bafc")))
        .isEqualTo(new Sha256("b5c6f9c2bbf6ff9787967c8c5f527c0703d735c19ac1d38e0ced0e9d2c0dd7ae"))
        .isNotEqualTo(PcrSignature.policy(Sha256.of("other")));
  }
}
