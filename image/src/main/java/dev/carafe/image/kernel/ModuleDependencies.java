package dev.carafe.image.kernel;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which module needs which others. Source: `modules.dep(5)`; each line already lists everything a
/// module needs.
record ModuleDependencies(Map<String, List<String>> needs) {

  static ModuleDependencies parse(String text) {
    Map<String, List<String>> needs = new TreeMap<>();
    text.lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          String others = line.substring(colon + 1).strip();
          needs.put(
              line.substring(0, colon),
              others.isEmpty() ? List.of() : List.of(others.split(" ", -1)));
        });
    return new ModuleDependencies(needs);
  }

  /// Every module's path, `kernel/...ko`.
  Set<String> modules() {
    return needs.keySet();
  }

  /// A module with all that it needs.
  NavigableSet<String> closure(String module) {
    NavigableSet<String> closure = new TreeSet<>(needs.getOrDefault(module, List.of()));
    closure.add(module);
    return closure;
  }
}
