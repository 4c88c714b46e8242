package dev.carafe.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/// User data as systemd takes a credential from the firmware: a string of SMBIOS type 11.
///
/// It goes through a file that only its owner reads: a command line is seen by everybody and has an
/// end.
///
/// Source: `systemd.system-credentials(7)`, `smbios-type-11(7)`.
final class Credential {
  private static final String NAME = "io.systemd.credential.binary:carafe.user-data=";

  /// QEMU's table of such strings holds 64 KiB with all else that is in it, and loses what is
  /// longer without a word.
  private static final int LONGEST = 64_000;

  private static final int MOST_BYTES = (LONGEST - NAME.length()) / 4 * 3;

  private Credential() {}

  /// @throws UserDataTooLargeException if the firmware would lose it
  static String of(String userData) {
    byte[] bytes = userData.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MOST_BYTES) {
      throw new UserDataTooLargeException(bytes.length, MOST_BYTES);
    }
    return NAME + Base64.getEncoder().encodeToString(bytes);
  }

  static void write(String userData, Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, of(userData));
  }

  /// The firmware cannot hand on so much.
  static final class UserDataTooLargeException extends LabException {
    private static final long serialVersionUID = 1L;

    UserDataTooLargeException(int bytes, int most) {
      super(
          "could not give a machine its user data: it has %d bytes, the firmware hands on at most %d"
              .formatted(bytes, most));
    }
  }
}
