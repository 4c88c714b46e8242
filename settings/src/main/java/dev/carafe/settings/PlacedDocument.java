package dev.carafe.settings;

import dev.carafe.settings.json.Json;
import java.util.List;
import java.util.Map;

/// A text that a person wrote as a value, with the place of each part.
///
/// Paths are keys with indexes of lists: `settings.container-registry.mirrors[0].registry`.
///
/// @param source what problems call the text
/// @param places by paths; of what is not in it, nobody knows more than where the text begins
/// @param spoilt what must not hold, for a mistake beside it that a schema does not see
public record PlacedDocument(
    String source, Json.Struct value, Map<String, Position> places, List<Key> spoilt) {

  public PlacedDocument {
    places = Map.copyOf(places);
    spoilt = List.copyOf(spoilt);
  }

  /// A value that was written in one place.
  public static PlacedDocument unplaced(String source, Json.Struct value) {
    return new PlacedDocument(source, value, Map.of(), List.of());
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
