package dev.carafe.lab.metadata;

import dev.carafe.image.content.Content;
import java.util.Map;
import java.util.TreeMap;

/// What a metadata service answers.
///
/// @param fields of the answer's header
public record Reply(int status, Map<String, String> fields, Content body) {

  public Reply {
    fields = Map.copyOf(fields);
  }

  static Reply of(int status, String body) {
    return of(status, Content.of(body));
  }

  static Reply of(int status, Content body) {
    return new Reply(status, Map.of(), body);
  }

  /// The same with one more field.
  Reply with(String name, String value) {
    Map<String, String> more = new TreeMap<>(fields);
    more.put(name, value);
    return new Reply(status, more, body);
  }
}
