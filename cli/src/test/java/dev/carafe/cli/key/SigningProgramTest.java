package dev.carafe.cli.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SigningKey;
import dev.carafe.trust.tuf.SoftwareKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningProgramTest {
  private static final byte[] WORDS = "what is to be signed".getBytes(UTF_8);

  @TempDir private Path folder;

  private final SoftwareKey key = SoftwareKey.generate(Scheme.ED25519);

  /// A service that knows the signature of some words, and notes what it was asked to sign.
  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("key.pub"), key.publicPem());
    Files.write(folder.resolve("key.der"), Pem.publicKey(key.publicPem()));
    Files.write(folder.resolve("signature"), key.sign(WORDS));
    Path program =
        Files.writeString(
            folder.resolve("service"),
            """
            #!/bin/sh
            cd "$(dirname "$0")" || exit 9
            case "$2" in
              public-key) cat "key.$1" ;;
              sign)
                cat > asked
                [ -e broken ] && echo 'no such permission' >&2 && exit 3
                cat signature ;;
            esac
            """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private SigningKey open(String form) {
    return KeyReference.parse("command:./service " + form, folder, Map.of()).open().demandSigning();
  }

  @Test
  void itGivesItsPublicKeyAsTextOrBytes() {
    assertThat(open("pub").key()).isEqualTo(key.key());
    assertThat(open("der").key()).isEqualTo(key.key());
  }

  @Test
  void itReadsWhatIsToBeSignedAndWritesTheSignature() throws IOException {
    assertThat(open("pub").sign(WORDS)).isEqualTo(key.sign(WORDS));
    assertThat(folder.resolve("asked")).hasBinaryContent(WORDS);
  }

  @Test
  void whyItFailedIsTold() throws IOException {
    Files.createFile(folder.resolve("broken"));
    SigningKey broken = open("pub");
    assertThatThrownBy(() -> broken.sign(WORDS))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("found 3")
        .hasMessageContaining("no such permission");
  }

  @Test
  void aProgramWithoutAKeyIsRefused() {
    assertThatThrownBy(() -> open("gone"))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("service gone");
    assertThatThrownBy(() -> KeyReference.parse("command:true", folder, Map.of()).open())
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("none of Ed25519, ECDSA on P-256 or RSA");
    assertThatThrownBy(() -> KeyReference.parse("command:./nowhere", folder, Map.of()).open())
        .isInstanceOf(KeyException.class);
  }
}
