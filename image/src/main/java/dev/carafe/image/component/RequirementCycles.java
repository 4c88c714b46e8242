package dev.carafe.image.component;

import dev.carafe.settings.Located;
import dev.carafe.settings.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds components that require each other in a circle.
final class RequirementCycles {
  private final Map<String, Component> components;
  private final List<Problem> problems;
  private final List<String> way = new ArrayList<>();
  private final Set<String> done = new HashSet<>();

  private RequirementCycles(Map<String, Component> components, List<Problem> problems) {
    this.components = components;
    this.problems = problems;
  }

  /// Adds a problem for each requirement that closes a circle.
  static void check(Map<String, Component> components, List<Problem> problems) {
    RequirementCycles cycles = new RequirementCycles(components, problems);
    components.values().forEach(cycles::follow);
  }

  private void follow(Component component) {
    if (!done.add(component.name())) {
      return;
    }
    way.add(component.name());
    for (Located<String> required : component.requires()) {
      int start = way.indexOf(required.value());
      Component next = components.get(required.value());
      if (start >= 0) {
        problems.add(problem(required, way.subList(start, way.size())));
      } else if (next != null) {
        follow(next);
      }
    }
    way.removeLast();
  }

  private static Problem problem(Located<String> closing, List<String> circle) {
    if (circle.size() == 1) {
      return new Problem(
          closing.position(),
          "component '" + closing.value() + "' requires itself",
          "leave it out");
    }
    return new Problem(
        closing.position(),
        "components require each other in a circle: "
            + String.join(" -> ", circle)
            + " -> "
            + closing.value(),
        "leave out one of these; what both need can be a component of its own");
  }
}
