package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import java.util.List;

/// What stands between the braces and has a value.
sealed interface Expression {

  /// Where it begins in the template, in characters.
  int at();

  record Literal(int at, Json value) implements Expression {}

  /// `../a.b` has one level up and two segments; `this` has none.
  record Path(int at, int up, List<String> segments, String written) implements Expression {}

  /// `@key`, `@index`, `@root.settings.motd`.
  record Data(int at, String name, List<String> segments) implements Expression {}

  /// A helper with its arguments.
  record Call(int at, String helper, List<Expression> arguments) implements Expression {}
}
