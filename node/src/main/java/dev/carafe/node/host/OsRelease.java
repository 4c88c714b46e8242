package dev.carafe.node.host;

import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Which system this is. A field that the file lacks is empty.
///
/// Source:
/// [os-release(5)](https://www.freedesktop.org/software/systemd/man/latest/os-release.html).
public record OsRelease(String prettyName, String variantId, String versionId, String buildId) {

  public static OsRelease read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }

  /// As Bottlerocket's API has it.
  public Json.Struct json() {
    return Json.object()
        .with("pretty_name", prettyName)
        .with("variant_id", variantId)
        .with("version_id", versionId)
        .with("build_id", buildId)
        .with("arch", architecture())
        .build();
  }

  /// The kernel's name for it.
  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return name.equals("amd64") ? "x86_64" : name;
  }

  static OsRelease parse(String text) {
    Map<String, String> fields = fields(text);
    return new OsRelease(
        fields.getOrDefault("PRETTY_NAME", ""),
        fields.getOrDefault("VARIANT_ID", ""),
        fields.getOrDefault("VERSION_ID", ""),
        fields.getOrDefault("BUILD_ID", ""));
  }

  /// All fields of such a file, by their names.
  public static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        fields.put(line.substring(0, equals), unquote(line.substring(equals + 1).strip()));
      }
    }
    return fields;
  }

  private static String unquote(String value) {
    boolean quoted = value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"));
    return quoted ? value.substring(1, value.length() - 1).replace("\\", "") : value;
  }
}
