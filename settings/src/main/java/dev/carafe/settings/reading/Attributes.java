package dev.carafe.settings.reading;

import dev.carafe.settings.TomlTable;
import dev.carafe.settings.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a schema file says of one path, before it is known which of it makes sense.
record Attributes(
    TomlTable table,
    Optional<String> type,
    Optional<String> key,
    Optional<String> like,
    List<String> oneOf,
    OptionalLong min,
    OptionalLong max,
    OptionalLong minLength,
    OptionalLong maxLength,
    OptionalLong minItems,
    OptionalLong maxItems,
    Optional<String> pattern,
    List<String> reserved,
    Optional<String> uniqueBy,
    boolean unique,
    String description,
    Optional<Json> example,
    Optional<Json> defaultValue,
    Optional<String> generator,
    Optional<String> template,
    boolean sensitive,
    boolean required,
    boolean whole,
    List<String> services) {

  static Attributes read(TomlTable table) {
    Attributes attributes =
        new Attributes(
            table,
            table.optionalString("type"),
            table.optionalString("key"),
            table.optionalString("like"),
            table.strings("one-of"),
            table.optionalInteger("min"),
            table.optionalInteger("max"),
            table.optionalInteger("min-length"),
            table.optionalInteger("max-length"),
            table.optionalInteger("min-items"),
            table.optionalInteger("max-items"),
            table.optionalString("pattern"),
            table.strings("reserved"),
            table.optionalString("unique-by"),
            table.bool("unique", false),
            table.optionalString("description").orElse("").strip(),
            table.json("example"),
            table.json("default"),
            table.optionalString("generator"),
            table.optionalString("template"),
            table.bool("sensitive", false),
            table.bool("required", false),
            table.bool("whole", false),
            table.strings("affected-services"));
    table.finish();
    return attributes;
  }

  boolean hasType() {
    return type.isPresent() || !oneOf.isEmpty();
  }
}
