package dev.carafe.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.cli.file.OverwriteException;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SoftwareKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyReferenceTest {
  @TempDir private Path folder;

  private KeyReference parse(String text) {
    return KeyReference.parse(text, folder, Map.of());
  }

  @Test
  void aPathIsAKeyWithOrWithoutItsWord() {
    KeyReference expected = new KeyReference.InFile(folder.resolve("keys/root.pem"));
    assertThat(parse("file:keys/root.pem")).isEqualTo(expected);
    assertThat(parse("keys/root.pem")).isEqualTo(expected);
    assertThat(parse("/a/b")).isEqualTo(new KeyReference.InFile(Path.of("/a/b")));
  }

  @ParameterizedTest
  @CsvSource({
    "file:keys/a.pem, file:keys/a.pem",
    "/elsewhere/a.pem, file:/elsewhere/a.pem",
    "command:sign-with-kms --key 1, command:sign-with-kms --key 1",
    "command:/usr/bin/sign, command:/usr/bin/sign",
    "pkcs11:object=a?module-path=/x.so, pkcs11:object=a?module-path=/x.so"
  })
  void aReferenceIsReadAsItWasWritten(String text, String written) {
    assertThat(parse(text).seenFrom(folder)).isEqualTo(written);
    assertThat(parse(written)).isEqualTo(parse(text));
  }

  @Test
  void aProgramByItsPathIsSeenFromTheFolderToo() {
    assertThat(parse("command:./sign  it"))
        .isEqualTo(new KeyReference.OfProgram(folder.resolve("./sign").toString(), List.of("it")));
  }

  @ParameterizedTest
  @CsvSource({"file:, it names no file", "command: , it names no program"})
  void whatNamesNothingIsRefused(String text, String why) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @ParameterizedTest
  @EnumSource
  void aNewKeyIsItsOwnersAlone(Scheme scheme) throws IOException {
    KeyFile file = new KeyFile(folder.resolve("a.pem"));
    SoftwareKey made = file.create(scheme);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    HeldKey held = parse("a.pem").open();
    assertThat(held.key()).isEqualTo(made.key());
    assertThat(held.demandSigning().key()).isEqualTo(made.key());
    assertThatThrownBy(() -> file.create(scheme))
        .isInstanceOf(OverwriteException.class)
        .hasMessageContaining("a.pem: it is there already");
  }

  @Test
  void aPublicKeySignsNothing() throws IOException {
    SoftwareKey made = new KeyFile(folder.resolve("a.pem")).create(Scheme.ED25519);
    HeldKey held = parse("a.pub").open();
    assertThat(held.key()).isEqualTo(made.key());
    assertThatThrownBy(held::demandSigning)
        .isInstanceOf(KeyException.class)
        .hasMessageEndingWith("a.pub: it is a public key alone, which signs nothing");
  }

  @Test
  void aFileThatHasNoKeyIsToldWithTheReason() throws IOException {
    assertThatThrownBy(() -> parse("gone.pem").open())
        .isInstanceOf(KeyException.class)
        .hasMessageEndingWith("gone.pem: there is no such file");
    Files.writeString(folder.resolve("text"), "words");
    assertThatThrownBy(() -> parse("text").open())
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("text: could not read a public key");
    SoftwareKey key = SoftwareKey.generate(Scheme.ED25519);
    Files.writeString(folder.resolve("half"), key.pem().replace(key.publicPem(), ""));
    assertThatThrownBy(() -> parse("half").open())
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("openssl pkey -in FILE -pubout");
    assertThat(Pem.hasPrivateKey(key.publicPem())).isFalse();
  }
}
