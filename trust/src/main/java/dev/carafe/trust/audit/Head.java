package dev.carafe.trust.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// Where a log ends: the number of its last act and the SHA-256 of the line. Who keeps a head
/// elsewhere can tell later whether the log up to there is still the same.
///
/// @param digest 64 hexadecimal digits in lower case
public record Head(long number, String digest) {
  /// Of a log without acts.
  public static final Head NONE = new Head(0, "0".repeat(64));

  public Head {
    if (number < 0 || !isDigest(digest)) {
      throw new IllegalArgumentException(number + ":" + digest + " is no head");
    }
  }

  static boolean isDigest(String text) {
    boolean hex = text.length() == 64;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      hex &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return hex;
  }

  /// The head after a line.
  ///
  /// @param line without its end
  public static Head of(long number, byte[] line) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(line);
      return new Head(number, HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads what [#toString()] writes.
  public static Optional<Head> parse(String text) {
    int colon = text.indexOf(':');
    try {
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Head(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// `NUMBER:DIGEST`.
  @Override
  public String toString() {
    return number + ":" + digest;
  }

  static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
