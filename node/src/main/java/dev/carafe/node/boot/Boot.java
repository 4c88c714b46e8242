package dev.carafe.node.boot;

import java.util.List;
import java.util.Optional;

/// From which of the boot loader's entries this system was started, and what else could be.
///
/// @param entry as it is called by now; empty where nobody knows
/// @param onTrial whether the boot loader counts its tries, and nobody has said yet how this one
///   was
/// @param others the other entries
public record Boot(Optional<BootEntry> entry, boolean onTrial, List<BootEntry> others) {

  public Boot {
    others = List.copyOf(others);
  }

  /// Nobody knows.
  public static Boot unknown() {
    return new Boot(Optional.empty(), false, List.of());
  }

  /// What the entries say about the one that was started. It is on trial as long as its file is
  /// called as it was then, and no other has its name without a counter.
  ///
  /// @param counted as the loader has renamed it for this try; empty where it did not count
  /// @param selected as the loader has found it
  static Boot of(Optional<BootEntry> counted, Optional<BootEntry> selected, List<BootEntry> all) {
    Optional<BootEntry> started = counted.or(() -> selected);
    if (started.isEmpty()) {
      return new Boot(Optional.empty(), false, all);
    }
    List<BootEntry> same = all.stream().filter(started.get()::isSame).toList();
    Optional<BootEntry> good = same.stream().filter(entry -> entry.tries().isEmpty()).findFirst();
    Optional<BootEntry> tried =
        same.stream()
            .filter(
                entry -> counted.isPresent() && entry.file().equalsIgnoreCase(counted.get().file()))
            .findFirst();
    return new Boot(
        good.or(() -> tried).or(() -> same.stream().findFirst()),
        good.isEmpty() && tried.isPresent(),
        all.stream().filter(entry -> !started.get().isSame(entry)).toList());
  }

  /// Whether the boot loader would take another entry if this one had no tries left.
  public boolean hasAlternative() {
    return others.stream().anyMatch(entry -> !entry.isBad());
  }

  /// The same once this entry has proved itself.
  Boot blessed() {
    return new Boot(entry.map(BootEntry::blessed), false, others);
  }
}
