package dev.carafe.settings.generation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A text as a file that tells whether it is whole: a line `FORMAT SHA256`, and below it the text
/// that the digest is of. `docs/formats/settings-store.md` shows one.
public final class SealedText {
  private static final int DIGEST_DIGITS = 64;

  private SealedText() {}

  /// The file of a text.
  ///
  /// @param format its name and number, in ASCII and without a line end
  public static byte[] seal(String format, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] head = (format + " " + digest(content) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] file = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, file, head.length, content.length);
    return file;
  }

  /// The text of a file.
  ///
  /// @throws DamagedFileException where it is not what [#seal] wrote for this format
  public static String open(String format, byte[] file) throws DamagedFileException {
    String start = format + " ";
    int line = start.length() + DIGEST_DIGITS;
    if (file.length <= line || file[line] != '\n') {
      throw new DamagedFileException("it has no first line");
    }
    String head = new String(file, 0, line, StandardCharsets.US_ASCII);
    byte[] content = Arrays.copyOfRange(file, line + 1, file.length);
    if (!head.startsWith(start)) {
      throw new DamagedFileException("it is of an unknown format");
    }
    if (!head.substring(start.length()).equals(digest(content))) {
      throw new DamagedFileException("its content does not have its digest");
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
