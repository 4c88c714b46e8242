package dev.carafe.lab.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a file, as a client asks for it.
///
/// Source: [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110), section 14.
///
/// @param first its first byte, from 0
/// @param last its last byte; the one before the first where there is nothing in it
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// All of a file.
  static ByteRange all(long size) {
    return new ByteRange(0, size - 1);
  }

  /// What of a file is asked for.
  ///
  /// @param field of the request, if there is one. Several ranges at once may be answered with all
  ///   of the file, and so they are.
  /// @return nothing where no byte of the file is meant
  static Optional<ByteRange> of(Optional<String> field, long size) {
    Matcher asked = ONE.matcher(field.orElse(""));
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return Optional.of(all(size));
    }
    if (asked.group(1).isEmpty()) {
      long count = Math.min(size, Long.parseLong(asked.group(2)));
      return count == 0 ? Optional.empty() : Optional.of(new ByteRange(size - count, size - 1));
    }
    long first = Long.parseLong(asked.group(1));
    long last =
        asked.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(asked.group(2)));
    return first > last ? Optional.empty() : Optional.of(new ByteRange(first, last));
  }

  long length() {
    return last - first + 1;
  }

  /// The answer's field `Content-Range`.
  String of(long size) {
    return "bytes %d-%d/%d".formatted(first, last, size);
  }
}
