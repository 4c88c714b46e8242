package dev.carafe.settings;

import dev.carafe.settings.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.TomlParseResult;

/// A TOML document as a value, with the place of each part: for readers that know what to expect
/// only from a schema. Readers that know it themselves take [TomlTable].
///
/// Paths are keys with indexes of lists: `settings.container-registry.mirrors[0].registry`.
///
/// Source: [TOML 1.0](https://toml.io/en/v1.0.0).
public final class TomlDocument {
  private final String source;
  private final Json.Struct value;
  private final Map<String, Position> places;

  private TomlDocument(String source, Json.Struct value, Map<String, Position> places) {
    this.source = source;
    this.value = value;
    this.places = places;
  }

  /// Parses a text. What cannot be parsed is a problem, and the rest of the document is still
  /// there.
  ///
  /// @param source what problems call the text
  public static TomlDocument parse(String source, String text, List<Problem> problems) {
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
    return new TomlDocument(source, values.table("", result), places);
  }

  public Json.Struct value() {
    return value;
  }

  /// Whether something was written at a path.
  public boolean has(String path) {
    return places.containsKey(path);
  }

  /// Where a path stands, or the nearest thing around it that stands anywhere.
  public Position position(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Position position = places.get(at);
      if (position != null) {
        return position;
      }
    }
    return new Position(source, 1, 1);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }
}
