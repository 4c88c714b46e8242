package dev.carafe.image.archive;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of one stanza of a control file, in their order. Names are told apart as written.
///
/// Source: `deb822(5)`.
record ControlFields(Map<String, String> fields) {

  ControlFields {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /// Reads a stanza. The lines that continue a field stay apart by line feeds.
  static ControlFields parse(String stanza) {
    Map<String, StringBuilder> values = new LinkedHashMap<>();
    StringBuilder current = new StringBuilder();
    for (String line : stanza.lines().toList()) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        current.append('\n').append(line.strip());
      } else if (!line.isBlank()) {
        int colon = line.indexOf(':');
        if (colon < 1) {
          throw new IllegalArgumentException("expected 'Field: value', found '" + line + "'");
        }
        current = new StringBuilder(line.substring(colon + 1).strip());
        if (values.put(line.substring(0, colon), current) != null) {
          throw new IllegalArgumentException("field '" + line.substring(0, colon) + "' twice");
        }
      }
    }
    Map<String, String> fields = new LinkedHashMap<>();
    values.forEach((name, value) -> fields.put(name, value.toString()));
    return new ControlFields(fields);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  String demand(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("expected field '" + name + "'"));
  }
}
