package dev.carafe.trust.release;

import dev.carafe.disk.verity.RootHash;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A part of a system, in the ways in which it can be had: whole, or as what is different from
/// another system's.
///
/// @param full the whole of it
/// @param deltas those from newer systems first
public record Payload(Artifact full, List<Delta> deltas) {
  private static final Comparator<Delta> ORDER =
      Comparator.comparing(Delta::version, Version.PRECEDENCE)
          .reversed()
          .thenComparing(delta -> delta.from().hex());

  public Payload {
    deltas = deltas.stream().sorted(ORDER).toList();
  }

  /// What makes it of a system's, where there is such a delta.
  public Optional<Delta> from(RootHash system) {
    return deltas.stream().filter(delta -> delta.from().equals(system)).findFirst();
  }

  /// How many bytes a node downloads that has a system.
  public long sizeFrom(RootHash system) {
    return from(system).map(Delta::artifact).orElse(full).size();
  }
}
