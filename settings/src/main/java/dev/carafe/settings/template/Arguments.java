package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a helper was given; empty for a setting that is not there.
record Arguments(List<Optional<Json>> values) {

  void count(int wanted) {
    if (values.size() != wanted) {
      throw new HelperException(-1, "there are " + values.size() + " arguments", "write " + wanted);
    }
  }

  Optional<Json> optional(int at) {
    Optional<Json> value = values.get(at);
    return Values.isThere(value) ? value : Optional.empty();
  }

  Json value(int at) {
    return optional(at)
        .orElseThrow(() ->
            new HelperException(
                at, "argument " + (at + 1) + " is not set", "write {{#if}} around it"));
  }

  String text(int at) {
    if (value(at) instanceof Json.Text(String text)) {
      return text;
    }
    throw wrong(at, "a string");
  }

  boolean bool(int at) {
    if (value(at) instanceof Json.Bool(boolean bool)) {
      return bool;
    }
    throw wrong(at, "true or false");
  }

  List<Json> list(int at) {
    if (value(at) instanceof Json.Array(List<Json> elements)) {
      return elements;
    }
    throw wrong(at, "a list");
  }

  Map<String, Json> table(int at) {
    if (value(at) instanceof Json.Struct(Map<String, Json> members)) {
      return members;
    }
    throw wrong(at, "a table");
  }

  /// A string, number or boolean as text.
  static String plain(int at, Json value) {
    return switch (value) {
      case Json.Text(String text) -> text;
      case Json.Numeral(String literal) -> literal;
      case Json.Bool(boolean bool) -> Boolean.toString(bool);
      case Json.Null _, Json.Array _, Json.Struct _ ->
          throw new HelperException(
              at, "argument " + (at + 1) + " holds a list, a table or null", "write plain values");
    };
  }

  private static HelperException wrong(int at, String wanted) {
    throw new HelperException(at, "argument " + (at + 1) + " is not " + wanted, "write " + wanted);
  }
}
