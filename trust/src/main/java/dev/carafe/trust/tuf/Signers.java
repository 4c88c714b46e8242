package dev.carafe.trust.tuf;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who may sign for a role, and how many of them must.
///
/// @param keys by their identifiers
/// @param threshold at least one
record Signers(Map<String, Key> keys, int threshold) {

  Signers {
    keys = Map.copyOf(keys);
    if (threshold < 1) {
      throw new MalformedMetadataException("a threshold of " + threshold + " is none");
    }
  }

  /// @throws NotSignedException if too few of them have signed
  void demand(Envelope envelope, String role) {
    int count = signed(envelope).size();
    if (count < threshold) {
      throw new NotSignedException(
          "%s has valid signatures of %d keys that may sign it, of %d that it needs"
              .formatted(role, count, threshold));
    }
  }

  /// Those who have signed. Each key counts once; a signature that is wrong, or of a stranger,
  /// spoils nothing.
  private Set<String> signed(Envelope envelope) {
    Set<String> signed = new TreeSet<>();
    envelope
        .signatures()
        .forEach((id, signature) -> {
          Key key = keys.get(id);
          if (key != null && key.hasSigned(envelope.canonical(), signature)) {
            signed.add(id);
          }
        });
    return signed;
  }

  /// How far they are with a document.
  ///
  /// @param by where they are named: `root version 1`
  Tally tally(Document document, String by) {
    Set<String> signed = signed(Envelope.read(document.title(), document.bytes()));
    Set<String> open = new TreeSet<>(keys.keySet());
    open.removeAll(signed);
    return new Tally(document.title(), by, threshold, signed, open);
  }
}
