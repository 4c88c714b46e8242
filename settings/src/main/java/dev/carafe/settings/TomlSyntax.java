package dev.carafe.settings;

import java.util.List;
import java.util.OptionalInt;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/// The step from a text to TOML, the same for all readers.
final class TomlSyntax {
  private TomlSyntax() {}

  /// Parses a text. What cannot be parsed is a problem, and the rest is still there.
  ///
  /// @param source what problems call the text
  static TomlParseResult parse(String source, String text, List<Problem> problems) {
    OptionalInt tooDeep = TomlNesting.tooDeep(text);
    if (tooDeep.isPresent()) {
      problems.add(
          new Problem(
              place(source, text, tooDeep.getAsInt()),
              "more than " + TomlNesting.DEEPEST + " levels of lists and tables in each other",
              "write fewer"));
      return Toml.parse("");
    }
    try {
      TomlParseResult result = Toml.parse(text);
      result.errors().forEach(error -> problems.add(problem(source, error)));
      return result;
    } catch (TomlParseError error) { // which the parser throws for an escape in a key
      problems.add(problem(source, error));
      return Toml.parse("");
    }
  }

  private static Problem problem(String source, TomlParseError error) {
    return new Problem(place(source, error.position()), String.valueOf(error.getMessage()), "");
  }

  private static Position place(String source, String text, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new Position(source, line, at - text.lastIndexOf('\n', at));
  }

  static Position place(String source, TomlPosition position) {
    return new Position(source, position.line(), position.column());
  }
}
