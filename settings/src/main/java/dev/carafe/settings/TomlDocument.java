package dev.carafe.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.TomlParseResult;

/// Reads a TOML document as a value, with the place of each part: for readers that know what to
/// expect only from a schema. Readers that know it themselves take [TomlTable].
///
/// Source: [TOML 1.0](https://toml.io/en/v1.0.0).
public final class TomlDocument {
  private TomlDocument() {}

  /// Parses a text. What cannot be parsed is a problem, and the rest of the document is still
  /// there.
  ///
  /// @param source what problems call the text
  public static PlacedDocument parse(String source, String text, List<Problem> problems) {
    TomlParseResult result = TomlSyntax.parse(source, text, problems);
    Map<String, Position> places = new HashMap<>();
    TomlValues values =
        new TomlValues(
            (path, position) -> places.put(path, TomlSyntax.place(source, position)),
            (position, what) ->
                problems.add(
                    new Problem(
                        TomlSyntax.place(source, position),
                        what + " is no setting's value",
                        "put it in quotes")));
    return new PlacedDocument(source, values.table("", result), places, List.of());
  }
}
