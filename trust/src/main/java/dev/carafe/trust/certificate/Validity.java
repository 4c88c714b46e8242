package dev.carafe.trust.certificate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// From when to when a certificate is valid, both included, in whole seconds.
public record Validity(Instant notBefore, Instant notAfter) {
  /// Clocks differ: a certificate is to be valid at once on the other machine too.
  private static final Duration BEFOREHAND = Duration.ofMinutes(5);

  public Validity {
    notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
    notAfter = notAfter.truncatedTo(ChronoUnit.SECONDS);
    if (notAfter.isBefore(notBefore)) {
      throw new IllegalArgumentException(notAfter + " is before " + notBefore);
    }
  }

  /// From now, or rather a little before.
  public static Validity of(Duration length, Instant now) {
    return new Validity(now.minus(BEFOREHAND), now.plus(length));
  }

  Validity until(Instant end) {
    return end.isBefore(notAfter) ? new Validity(notBefore, end) : this;
  }

  byte[] encode() {
    return Der.sequence(Der.time(notBefore), Der.time(notAfter));
  }
}
