package dev.carafe.node.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands behind the question mark of a target, decoded.
///
/// @param parameters the values of each name, in their order
public record Query(Map<String, List<String>> parameters) {

  public Query {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    parameters = copy;
  }

  /// Reads `name=value&name=value`; a name without `=` has the empty value.
  ///
  /// @throws RefusedRequest where an escape is malformed or the text is not UTF-8
  public static Query parse(String encoded) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (int start = 0; start < encoded.length(); ) {
      int end = encoded.indexOf('&', start);
      end = end < 0 ? encoded.length() : end;
      add(parameters, encoded.substring(start, end));
      start = end + 1;
    }
    return new Query(parameters);
  }

  private static void add(Map<String, List<String>> parameters, String pair) {
    if (pair.isEmpty()) {
      return;
    }
    int equals = pair.indexOf('=');
    String name = PercentEncoding.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : PercentEncoding.decodeForm(pair.substring(equals + 1));
    parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /// The value of a name; empty where the name is absent.
  ///
  /// @throws RefusedRequest where the name comes twice
  public Optional<String> value(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new RefusedRequest(Status.BAD_REQUEST, "query parameter " + name + " comes twice");
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }
}
