package dev.carafe.node.network;

import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `net.toml`: a version, and a table for each device.
final class NetConfigReader {
  static final int NEWEST = 3;
  private static final String VERSION = "version";

  private final List<Problem> problems;

  NetConfigReader(List<Problem> problems) {
    this.problems = problems;
  }

  NetConfig read(String source, String text) {
    TomlTable document = TomlTable.parse(source, text, problems);
    int version = version(document);
    List<Declaration> declarations = new ArrayList<>();
    for (String key : document.keys()) {
      if (!key.equals(VERSION) && isTable(document, key)) {
        declarations.add(new DeviceReader(document, key, version).read());
      }
    }
    return Arrangement.of(declarations);
  }

  /// A document without a version that is known is read as the newest, so that all its other
  /// problems are told too.
  private static int version(TomlTable document) {
    if (!document.has(VERSION)) {
      document.problem(VERSION, "no 'version'", "add version = " + NEWEST + " as the first line");
      return NEWEST;
    }
    return (int) Numbers.optional(document, VERSION, 1, NEWEST).orElse(NEWEST);
  }

  private static boolean isTable(TomlTable document, String key) {
    Optional<Json> value = document.json(key);
    if (value.isEmpty() || value.get() instanceof Json.Struct) {
      return value.isPresent();
    }
    document.problem(
        key,
        "'" + key + "' is no device's table",
        Suggestion.nearest(key, List.of(VERSION))
            .map(meant -> "did you mean '" + meant + "'?")
            .orElseGet(() -> "write [NAME] above the settings of an interface NAME"));
    return false;
  }
}
