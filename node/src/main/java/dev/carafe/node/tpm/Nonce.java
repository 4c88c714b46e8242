package dev.carafe.node.tpm;

import dev.carafe.disk.bytes.Sha256;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody has thought of just now: an answer that has it was not kept from earlier.
///
/// @param hex 16 to 64 bytes in hexadecimal, in lower case
public record Nonce(String hex) {
  private static final Pattern FORM = Pattern.compile("(?:[0-9a-f]{2}){16,64}");

  public Nonce {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not 16 to 64 bytes in hexadecimal: " + hex);
    }
  }

  /// The one in a text; empty where there is none.
  public static Optional<Nonce> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Nonce(text)) : Optional.empty();
  }

  /// What the TPM is given: a digest, as one without hashes longer than SHA-256 takes 34 bytes.
  Sha256 qualifying() {
    return Sha256.of(HexFormat.of().parseHex(hex));
  }
}
