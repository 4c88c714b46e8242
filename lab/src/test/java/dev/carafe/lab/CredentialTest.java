package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialTest {
  @TempDir Path folder;

  @Test
  void userDataIsEncoded() {
    assertThat(Credential.of("a = \"ü,\"\n"))
        .isEqualTo("io.systemd.credential.binary:carafe.user-data=YSA9ICLDvCwiCg==");
  }

  @Test
  void onlyItsOwnerReadsTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("credential"), "of the machine before");
    Credential.write("x", file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).hasContent(Credential.of("x"));
  }

  @Test
  void whatTheFirmwareWouldLoseIsRefused() {
    assertThat(Credential.of("x".repeat(47_964))).hasSizeLessThanOrEqualTo(64_000);
    assertThatThrownBy(() -> Credential.of("x".repeat(47_965)))
        .isInstanceOf(Credential.UserDataTooLargeException.class)
        .hasMessage(
            "could not give a machine its user data: it has 47965 bytes, the firmware hands on at"
                + " most 47964");
  }
}
