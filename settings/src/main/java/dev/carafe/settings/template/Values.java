package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What templates ask of values.
final class Values {
  private Values() {}

  /// As Handlebars has it: false, null, 0, and what is empty are not true.
  static boolean isTrue(Json value) {
    return switch (value) {
      case Json.Bool(boolean bool) -> bool;
      case Json.Null() -> false;
      case Json.Numeral(String literal) -> Double.parseDouble(literal) != 0;
      case Json.Text(String text) -> !text.isEmpty();
      case Json.Array(List<Json> elements) -> !elements.isEmpty();
      case Json.Struct(Map<String, Json> members) -> !members.isEmpty();
    };
  }

  static boolean isThere(Optional<Json> value) {
    return value.isPresent() && !(value.get() instanceof Json.Null);
  }

  /// What is in a value along segments: members of tables, indexes of lists.
  static Optional<Json> member(Optional<Json> value, List<String> segments) {
    Optional<Json> found = value;
    for (String segment : segments) {
      if (found.isEmpty()) {
        return found;
      }
      found =
          switch (found.get()) {
            case Json.Struct table -> table.member(segment);
            case Json.Array(List<Json> elements) -> element(elements, segment);
            case Json.Text _, Json.Numeral _, Json.Bool _, Json.Null _ -> Optional.empty();
          };
    }
    return found;
  }

  private static Optional<Json> element(List<Json> elements, String segment) {
    if (segment.isEmpty()
        || segment.length() > 9
        || !segment.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int index = Integer.parseInt(segment);
    return index < elements.size() ? Optional.of(elements.get(index)) : Optional.empty();
  }
}
