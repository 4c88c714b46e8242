package dev.carafe.cli.node;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// By what a node is known.
sealed interface KnownBy {

  /// Its certificate is this very one: the SHA-256 digest, `1A:2B:…`.
  record Fingerprint(String digest) implements KnownBy {
    private static final int LENGTH = 32;

    /// Reads one, in any case and with or without colons.
    static Optional<Fingerprint> parse(String text) {
      HexFormat colons = HexFormat.ofDelimiter(":").withUpperCase();
      try {
        byte[] digest = HexFormat.of().parseHex(text.replace(":", "").toLowerCase(Locale.ROOT));
        return digest.length == LENGTH
            ? Optional.of(new Fingerprint(colons.formatHex(digest)))
            : Optional.empty();
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }
  }

  /// An authority certified it, for the name or address that it is reached by.
  record Authority(Path certificate) implements KnownBy {}
}
