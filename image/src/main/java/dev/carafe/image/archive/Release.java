package dev.carafe.image.archive;

import dev.carafe.disk.bytes.Sha256;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a suite's signed index says: who it is, when it was made, and the digest of every other
/// index. Of its digests only the SHA-256 ones are read.
///
/// Source: [Debian repository format, "Release"
/// files](https://wiki.debian.org/DebianRepository/Format).
record Release(
    String suite,
    String codename,
    Instant date,
    Optional<Instant> validUntil,
    Map<String, IndexFile> files) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy H:mm:ss 'UTC'", Locale.ENGLISH);

  Release {
    files = Map.copyOf(files);
  }

  /// @param what the index's name in errors
  static Release parse(String what, String text) {
    try {
      ControlFields fields = ControlFields.parse(text);
      return new Release(
          fields.demand("Suite"),
          fields.demand("Codename"),
          instant(fields.demand("Date")),
          fields.find("Valid-Until").map(Release::instant),
          files(fields.demand("SHA256")));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new BadIndexException(what, e);
    }
  }

  private static Instant instant(String date) {
    return LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
  }

  private static Map<String, IndexFile> files(String section) {
    Map<String, IndexFile> files = new HashMap<>();
    for (String line : section.strip().lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length != 3) {
        throw new IllegalArgumentException("expected 'digest size path', found '" + line + "'");
      }
      files.put(words[2], new IndexFile(new Sha256(words[0]), Long.parseLong(words[1])));
    }
    return files;
  }

  /// Another index as this one vouches for it.
  IndexFile demandFile(String what, String path) {
    return Optional.ofNullable(files.get(path))
        .orElseThrow(() -> new BadIndexException(what, "expected '" + path + "' listed in it"));
  }

  /// Content and size of an index.
  record IndexFile(Sha256 digest, long size) {}
}
