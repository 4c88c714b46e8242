package dev.carafe.disk.delta;

import java.util.List;

/// The bounds of an operation, from which follows how much memory it takes.
final class Sizes {
  private Sizes() {}

  static void demandDestination(Extent destination) {
    if (destination.count() > Operation.LARGEST) {
      throw new IllegalArgumentException(
          "expected 1 to %d blocks, found %d".formatted(Operation.LARGEST, destination.count()));
    }
  }

  static void demandSource(List<Extent> source, int least, int most) {
    long found = source.stream().mapToLong(Extent::count).sum();
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "expected %d to %d blocks of the source, found %d".formatted(least, most, found));
    }
  }
}
