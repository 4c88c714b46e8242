package dev.carafe.cli.attest;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.uki.KernelMeasurement;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What registers hold if logs tell the truth.
///
/// @param registers those that the logs tell of
record Replay(SortedMap<Integer, Sha256> registers) {
  Replay {
    registers = Collections.unmodifiableSortedMap(new TreeMap<>(registers));
  }

  /// Measures again all that was measured: first by the firmware, then by the system.
  static Replay of(EventLog firmware, SystemLog system) {
    SortedMap<Integer, Sha256> registers = new TreeMap<>();
    registers.put(0, new Sha256("%064x".formatted(firmware.locality())));
    firmware.events().forEach(event -> extend(registers, event));
    system.events().forEach(event -> extend(registers, event));
    return new Replay(registers);
  }

  private static void extend(SortedMap<Integer, Sha256> registers, Event event) {
    Sha256 before = registers.getOrDefault(event.register(), KernelMeasurement.AT_POWER_ON);
    registers.put(event.register(), KernelMeasurement.extended(before, event.digest()));
  }
}
