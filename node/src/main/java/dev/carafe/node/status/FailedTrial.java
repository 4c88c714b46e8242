package dev.carafe.node.status;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Why a boot that was on trial was given up, so that the boot loader went back to another entry.
///
/// @param entry the name of its entry, without a counter: `carafe-VARIANT-VERSION`
/// @param time by the clock of that boot
public record FailedTrial(String entry, Instant time, List<FailedGate> gates) {

  public FailedTrial {
    gates = List.copyOf(gates);
  }

  /// All that was wrong, on one line.
  public String reason() {
    return gates.stream().map(FailedGate::toString).collect(Collectors.joining("; "));
  }
}
