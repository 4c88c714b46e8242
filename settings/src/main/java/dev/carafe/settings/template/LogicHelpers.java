package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Helpers that decide.
final class LogicHelpers {
  private LogicHelpers() {}

  /// `default FALLBACK VALUE`
  static Optional<Json> otherwise(Arguments arguments) {
    arguments.count(2);
    return arguments.optional(1).or(() -> Optional.of(arguments.value(0)));
  }

  /// `negate_or_else FALLBACK VALUE`
  static Optional<Json> negateOrElse(Arguments arguments) {
    arguments.count(2);
    boolean fallback = arguments.bool(0);
    return Helpers.bool(arguments.optional(1).isEmpty() ? fallback : !arguments.bool(1));
  }

  /// `any_enabled TABLES`: whether one of the tables has `enabled = true`.
  static Optional<Json> anyEnabled(Arguments arguments) {
    arguments.count(1);
    return Helpers.bool(
        switch (arguments.optional(0).orElse(new Json.Null())) {
          case Json.Struct(Map<String, Json> members) ->
              members.values().stream().anyMatch(LogicHelpers::isEnabled);
          case Json.Array(List<Json> elements) ->
              elements.stream().anyMatch(LogicHelpers::isEnabled);
          case Json.Text _, Json.Numeral _, Json.Bool _, Json.Null _ -> false;
        });
  }

  private static boolean isEnabled(Json value) {
    return value instanceof Json.Struct table
        && table.member("enabled").filter(Values::isTrue).isPresent();
  }

  static Optional<Json> is(Arguments arguments, Class<? extends Json> type) {
    arguments.count(1);
    return Helpers.bool(arguments.optional(0).filter(type::isInstance).isPresent());
  }

  static Optional<Json> isNull(Arguments arguments) {
    arguments.count(1);
    return Helpers.bool(arguments.optional(0).isEmpty());
  }

  static Optional<Json> equal(Arguments arguments, boolean wanted) {
    arguments.count(2);
    return Helpers.bool(arguments.optional(0).equals(arguments.optional(1)) == wanted);
  }

  static Optional<Json> compared(Arguments arguments, IntPredicate wanted) {
    arguments.count(2);
    int order = Helpers.number(arguments, 0).compareTo(Helpers.number(arguments, 1));
    return Helpers.bool(wanted.test(order));
  }

  /// `and` of all where `every`, else `or`.
  static Optional<Json> all(Arguments arguments, boolean every) {
    for (int i = 0; i < arguments.values().size(); i++) {
      if (arguments.optional(i).map(Values::isTrue).orElse(false) != every) {
        return Helpers.bool(!every);
      }
    }
    return Helpers.bool(every);
  }

  static Optional<Json> not(Arguments arguments) {
    arguments.count(1);
    return Helpers.bool(!arguments.optional(0).map(Values::isTrue).orElse(false));
  }

  static Optional<Json> length(Arguments arguments) {
    arguments.count(1);
    return Optional.of(
        Json.of(
            switch (arguments.value(0)) {
              case Json.Array(List<Json> elements) -> elements.size();
              case Json.Struct(Map<String, Json> members) -> members.size();
              case Json.Text(String text) -> text.length();
              case Json.Numeral _, Json.Bool _, Json.Null _ -> 0;
            }));
  }

  /// `lookup VALUE KEY`
  static Optional<Json> lookup(Arguments arguments) {
    arguments.count(2);
    return Values.member(arguments.optional(0), List.of(Arguments.plain(1, arguments.value(1))));
  }
}
