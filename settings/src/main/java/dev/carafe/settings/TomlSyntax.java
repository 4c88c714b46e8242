package dev.carafe.settings;

import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/// The step from a text to TOML, the same for all readers.
final class TomlSyntax {
  private TomlSyntax() {}

  /// Parses a text. What cannot be parsed is a problem, and the rest is still there.
  ///
  /// @param source what problems call the text
  static TomlParseResult parse(String source, String text, List<Problem> problems) {
    TomlParseResult result = Toml.parse(text);
    result
        .errors()
        .forEach(error ->
            problems.add(
                new Problem(
                    place(source, error.position()), String.valueOf(error.getMessage()), "")));
    return result;
  }

  static Position place(String source, TomlPosition position) {
    return new Position(source, position.line(), position.column());
  }
}
