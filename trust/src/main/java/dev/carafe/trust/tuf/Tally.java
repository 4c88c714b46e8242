package dev.carafe.trust.tuf;

import java.util.Set;

/// How many of those who may sign a document have done so.
///
/// @param document `root version 2`
/// @param by the root that asks for their signatures: `root version 1`
/// @param threshold how many of them must sign
/// @param signed the identifiers of the keys that have signed
/// @param open those of the others
public record Tally(
    String document, String by, int threshold, Set<String> signed, Set<String> open) {

  public Tally {
    signed = Set.copyOf(signed);
    open = Set.copyOf(open);
  }

  /// Whether they are enough.
  public boolean isMet() {
    return signed.size() >= threshold;
  }
}
