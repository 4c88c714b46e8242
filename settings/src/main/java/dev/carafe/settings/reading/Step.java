package dev.carafe.settings.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One step of the path by which a schema file names a setting: `mirrors[].endpoint[]` is a member,
/// an element, a member and an element; `modules.*.allowed` has a name that the user chooses in it.
sealed interface Step {

  record Member(String name) implements Step {}

  /// `*`: a member whose name the user chooses.
  record Others() implements Step {}

  /// `[]`: an element of a list.
  record Element() implements Step {}

  /// `[1]`: the element of a tuple at an index from 0.
  record Place(int index) implements Step {}

  /// The steps of a path; empty where it is no path.
  static Optional<List<Step>> path(String text) {
    List<Step> steps = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      int bracket = part.indexOf('[');
      String name = bracket < 0 ? part : part.substring(0, bracket);
      if (name.isEmpty() || (bracket >= 0 && !addIndexes(part.substring(bracket), name, steps))) {
        return Optional.empty();
      }
      if (bracket < 0) {
        steps.add(named(name));
      }
    }
    return Optional.of(steps);
  }

  private static Step named(String name) {
    return name.equals("*") ? new Others() : new Member(name);
  }

  private static boolean addIndexes(String indexes, String name, List<Step> steps) {
    steps.add(named(name));
    String rest = indexes;
    while (!rest.isEmpty()) {
      int end = rest.indexOf(']');
      if (rest.charAt(0) != '[' || end < 0 || end > 2) {
        return false;
      }
      if (end == 1) {
        steps.add(new Element());
      } else if (Character.isDigit(rest.charAt(1))) {
        steps.add(new Place(rest.charAt(1) - '0'));
      } else {
        return false;
      }
      rest = rest.substring(end + 1);
    }
    return true;
  }
}
