package dev.carafe.settings.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A setting while its schema file is being read: what was said of it so far, and of what is in it.
final class Draft {
  final Map<String, Draft> members = new LinkedHashMap<>();
  final Map<Integer, Draft> places = new TreeMap<>();
  Optional<Draft> others = Optional.empty();
  Optional<Draft> element = Optional.empty();
  Optional<Attributes> attributes = Optional.empty();

  Draft at(Step step) {
    return switch (step) {
      case Step.Member(String name) -> members.computeIfAbsent(name, _ -> new Draft());
      case Step.Place(int index) -> places.computeIfAbsent(index, _ -> new Draft());
      case Step.Others() -> {
        others = Optional.of(others.orElseGet(Draft::new));
        yield others.get();
      }
      case Step.Element() -> {
        element = Optional.of(element.orElseGet(Draft::new));
        yield element.get();
      }
    };
  }

  boolean hasMembers() {
    return !members.isEmpty() || others.isPresent();
  }
}
