package dev.carafe.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// What QEMU says on its monitor, a line of JSON each.
///
/// Source: [QEMU, "QEMU Machine Protocol
/// Specification"](https://www.qemu.org/docs/master/interop/qmp-spec.html), section "Protocol
/// Specification".
sealed interface MonitorMessage {

  /// The first line.
  record Greeting() implements MonitorMessage {}

  /// A command was done.
  record Done() implements MonitorMessage {}

  /// A command was not done.
  record Refused(String why) implements MonitorMessage {}

  /// Something happened: `SHUTDOWN`, because of `guest-shutdown`.
  record Event(String name, String reason) implements MonitorMessage {}

  /// Reads a line.
  static MonitorMessage parse(String line) throws IOException {
    Map<String, String> fields = fields(line);
    if (fields.containsKey("QMP")) {
      return new Greeting();
    }
    if (fields.containsKey("return")) {
      return new Done();
    }
    if (fields.containsKey("error")) {
      return new Refused(fields.getOrDefault("error.desc", line));
    }
    if (fields.containsKey("event")) {
      return new Event(
          fields.getOrDefault("event", ""), fields.getOrDefault("data.reason", "nothing it says"));
    }
    throw new IOException("not a message of QEMU's monitor: " + line);
  }

  /// The fields of the object and of the objects in it, by their path.
  private static Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(line)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isScalarValue() || token.isStructStart()) {
          fields.putIfAbsent(path(json, token), String.valueOf(json.getText()));
        }
      }
    }
    return fields;
  }

  /// Within an object that begins, the parser's place is already inside of it.
  private static String path(JsonParser json, JsonToken token) {
    var place =
        token.isStructStart() ? json.getParsingContext().getParent() : json.getParsingContext();
    return place.pathAsPointer().toString().replaceFirst("^/", "").replace('/', '.');
  }
}
