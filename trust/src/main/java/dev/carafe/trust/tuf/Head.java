package dev.carafe.trust.tuf;

import java.time.Instant;

/// What all metadata begins with.
///
/// @param version from 1
/// @param expires from when on it counts no more
record Head(long version, Instant expires) {
  private static final String SPECIFICATION = "1.";

  /// @param type what the metadata must say that it is
  /// @throws MalformedMetadataException if it is something else, or of another specification
  static Head read(Member signed, String type) {
    if (!signed.member("_type").text().equals(type)) {
      throw signed.member("_type").wrong("'" + type + "'");
    }
    if (!signed.member("spec_version").text().startsWith(SPECIFICATION)) {
      throw signed.member("spec_version").wrong("a version 1 of the specification");
    }
    return new Head(signed.member("version").number(1), signed.member("expires").time());
  }

  /// @throws ExpiredException if its time is over
  void demandFresh(String role, Instant now) {
    if (!now.isBefore(expires)) {
      throw new ExpiredException(
          "%s version %d expired at %s; it is %s".formatted(role, version, expires, now));
    }
  }
}
