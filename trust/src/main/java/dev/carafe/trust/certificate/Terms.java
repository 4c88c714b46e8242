package dev.carafe.trust.certificate;

import java.util.Set;

/// What a certificate is to say of its key. Whoever issues it decides, not whoever asks.
public record Terms(
    SubjectName subject, AlternativeNames names, Set<Usage> usages, Validity validity) {

  public Terms {
    usages = Set.copyOf(usages);
    if (usages.isEmpty()) {
      throw new IllegalArgumentException("a certificate without a use");
    }
  }
}
