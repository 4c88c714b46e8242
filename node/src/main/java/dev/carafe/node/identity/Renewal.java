package dev.carafe.node.identity;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/// Whether the node needs a new certificate.
public sealed interface Renewal {

  /// Nobody has certified the node yet.
  record SelfSigned() implements Renewal {}

  record Fresh(Duration left) implements Renewal {}

  /// Less than a third of its time is left.
  record Due(Duration left) implements Renewal {}

  record Expired(Duration since) implements Renewal {}

  /// Where a certificate stands at a moment.
  static Renewal of(X509Certificate certificate, Instant now) {
    if (certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return new SelfSigned();
    }
    Instant end = certificate.getNotAfter().toInstant();
    if (end.isBefore(now)) {
      return new Expired(Duration.between(end, now));
    }
    Duration left = Duration.between(now, end);
    Duration whole = Duration.between(certificate.getNotBefore().toInstant(), end);
    return left.compareTo(whole.dividedBy(3)) < 0 ? new Due(left) : new Fresh(left);
  }
}
