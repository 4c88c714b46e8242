package dev.carafe.node.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The system's name, as Bottlerocket's `GET /os` has it. Source: os-release(5).
public record OsRelease(
    String prettyName, String variant, String version, String build, String architecture) {

  /// Reads it.
  public static OsRelease read(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
      }
    }
    return new OsRelease(
        values.getOrDefault("PRETTY_NAME", "Carafe"),
        values.getOrDefault("VARIANT_ID", ""),
        values.getOrDefault("VERSION_ID", ""),
        values.getOrDefault("BUILD_ID", ""),
        "x86_64");
  }

  String toJson() {
    return Json.document(json -> {
      json.writeStringField("pretty_name", prettyName);
      json.writeStringField("variant_id", variant);
      json.writeStringField("version_id", version);
      json.writeStringField("build_id", build);
      json.writeStringField("arch", architecture);
    });
  }
}
