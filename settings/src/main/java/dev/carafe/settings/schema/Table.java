package dev.carafe.settings.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Named settings, in the order of the schema; and, where `others` is there, any number of settings
/// more whose names the user chooses.
public record Table(Map<String, Setting> members, Optional<Entries> others) implements Shape {

  public Table {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }
}
