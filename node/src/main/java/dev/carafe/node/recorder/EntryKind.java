package dev.carafe.node.recorder;

import java.util.Locale;
import java.util.Optional;

/// What an entry tells of. The numbers are in the file.
public enum EntryKind {
  /// The recorder has begun: what runs.
  START(1),
  /// The agent ends in order.
  END(2),
  /// A message of the kernel's.
  KERNEL(3),
  /// A unit of systemd has failed, or is well again.
  UNIT(4),
  /// A pod or a container does something else than before.
  CONTAINER(5),
  /// Somebody has changed something, or tried to.
  ACT(6),
  /// Memory, pressure and room at that moment.
  VITALS(7),
  /// The node has a problem, or has it no more.
  PROBLEM(8),
  /// So many entries were left out, for they came too fast.
  GAP(9),
  /// One of the last words of a kernel that stopped in an earlier boot.
  CRASH(10);

  private final int number;

  EntryKind(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// As it is written in JSON and in queries.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<EntryKind> of(int number) {
    for (EntryKind kind : values()) {
      if (kind.number == number) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// By its word.
  public static Optional<EntryKind> of(String word) {
    for (EntryKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
