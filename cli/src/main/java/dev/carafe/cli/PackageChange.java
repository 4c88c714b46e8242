package dev.carafe.cli;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A package that two images do not have in the same version, or that only one of them has.
record PackageChange(String name, Optional<String> before, Optional<String> after) {

  /// All of them, by name.
  static List<PackageChange> between(SoftwareParts before, SoftwareParts after) {
    TreeSet<String> names = new TreeSet<>(before.packages().keySet());
    names.addAll(after.packages().keySet());
    return names.stream()
        .map(name ->
            new PackageChange(
                name,
                Optional.ofNullable(before.packages().get(name)),
                Optional.ofNullable(after.packages().get(name))))
        .filter(change -> !change.before.equals(change.after))
        .toList();
  }
}
