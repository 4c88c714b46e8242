package dev.carafe.lab.metadata;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a guest asks a metadata service.
///
/// @param path with its query, as it came
/// @param fields by their names in lower case
public record Question(String method, String path, Map<String, String> fields) {

  public Question {
    fields = Map.copyOf(fields);
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
  }

  /// `GET /latest/user-data`.
  @Override
  public String toString() {
    return method + " " + path;
  }
}
