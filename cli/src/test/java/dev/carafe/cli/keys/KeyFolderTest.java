package dev.carafe.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.cli.node.BadFileException;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.secureboot.SecureBootVariable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir Path work;
  private KeyFolder keys;

  @BeforeEach
  void make() {
    keys = new KeyFolder(work.resolve("keys"));
    keys.make("Example", Duration.ofDays(10), NOW);
  }

  private Path at(String name) {
    return work.resolve("keys").resolve(name);
  }

  @Test
  void keysAreForTheirOwnerAloneAndNeverOverwritten() throws IOException {
    for (String name : List.of("PK.key", "KEK.key", "db.key", "pcr.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(at(name))))
          .isEqualTo("rw-------");
    }
    String before = Files.readString(at("db.key"));
    Files.delete(at("PK.key"));
    assertThatThrownBy(() -> keys.make("other", Duration.ofDays(1), NOW))
        .hasMessageContaining("KEK.key: it is there already, and is not overwritten");
    assertThat(at("PK.key")).doesNotExist();
    assertThat(at("db.key")).hasContent(before);
  }

  @Test
  void eachKeyIsReadWithItsCertificate() {
    for (SecureBootVariable variable : KeyFolder.KEYS) {
      assertThat(keys.key(variable).certificate().getSubjectX500Principal().getName())
          .isEqualTo("CN=Example " + variable.variableName());
    }
  }

  @Test
  void aKeyOfAnotherCertificateIsToldWithItsFile() throws IOException {
    Files.copy(at("KEK.key"), work.resolve("KEK.key"));
    Files.writeString(at("db.key"), Files.readString(work.resolve("KEK.key")));
    assertThatThrownBy(() -> keys.key(SecureBootVariable.SIGNATURES))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "could not use %s: could not use the key of CN=Example db: the key belongs to another"
                + " certificate",
            at("db.key"));
  }

  @Test
  void whatIsNoKeyIsToldWithItsFile() throws IOException {
    Files.writeString(at("db.key"), "nothing");
    assertThatThrownBy(() -> keys.key(SecureBootVariable.SIGNATURES))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("could not use " + at("db.key"));
  }

  @Test
  void aFolderWithoutAKeyOfMeasuredBootSignsNoMeasurement() throws IOException {
    assertThat(keys.forBuild().policyKey()).isPresent();
    Files.delete(at("pcr.key"));
    assertThat(keys.forBuild().policyKey()).isEmpty();
  }

  @Test
  void whatIsRevokedIsAddedUp() {
    assertThat(keys.revoked()).isEmpty();
    keys.revoke(List.of(Sha256.of("one")), NOW);
    keys.revoke(List.of(Sha256.of("one"), Sha256.of("two")), NOW);
    assertThat(keys.revoked()).containsExactly(Sha256.of("one"), Sha256.of("two"));
  }

  @Test
  void aMachineEnrolsTheKeysAndWhatIsRevoked() {
    assertThat(keys.forBuild().enrolment()).containsOnlyKeys("KEK.auth", "PK.auth", "db.auth");
    assertThat(keys.forMachine().revocations()).isEmpty();
    keys.revoke(List.of(Sha256.of("one")), NOW);
    assertThat(keys.forBuild().enrolment())
        .containsOnlyKeys("KEK.auth", "PK.auth", "db.auth", "dbx.auth");
    assertThat(keys.forMachine().revocations()).isEqualTo(Optional.of(at("dbx.auth")));
  }

  @Test
  void keysAreShownByTheirFingerprints() {
    keys.revoke(List.of(Sha256.of("one")), NOW);
    StringWriter text = new StringWriter();
    KnownKeys.of(keys).writeText(new PrintWriter(text, true));
    assertThat(text.toString().lines())
        .hasSize(9)
        .anyMatch("PK   platform key      CN=Example PK, until 2026-03-14T05:06:07Z"::equals)
        .anyMatch("pcr  measured boot     CN=Example pcr, until 2026-03-14T05:06:07Z"::equals)
        .anyMatch(line -> line.matches(" {5}([0-9A-F]{2}:){31}[0-9A-F]{2}"))
        .anyMatch(("dbx  " + Sha256.of("one"))::equals);
  }
}
