package dev.carafe.cli.soak;

import java.util.List;
import java.util.Optional;

/// How a node stands after a boot, whatever the campaign is about.
///
/// @param complaints why it is not healthy
/// @param fingerprint of the certificate that it shows
record Standing(List<String> complaints, String fingerprint) {

  Standing {
    complaints = List.copyOf(complaints);
  }

  /// What is wrong, if something is.
  ///
  /// @param before what the campaign began with
  Optional<Verdict> fault(Beginning before) {
    if (!complaints.isEmpty()) {
      return Optional.of(
          Verdict.failed("the node is not healthy: " + String.join("; ", complaints)));
    }
    return fingerprint.equals(before.fingerprint())
        ? Optional.empty()
        : Optional.of(Verdict.failed("the node has another key"));
  }
}
