package dev.carafe.cli.node;

import dev.carafe.cli.answer.Printable;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.json.JsonWriter;
import java.util.Locale;
import java.util.StringJoiner;

/// An entry of a flight recorder, for a person.
final class RecordedLine {
  private static final int MILLIS = 1000;

  private RecordedLine() {}

  /// `2026-11-29T08:00:00.123Z +12.3 s kernel text`; a line that is no entry stays as it is.
  static String of(String line) {
    try {
      if (JsonReader.read(line) instanceof Json.Struct entry
          && entry.member("data").orElse(new Json.Null()) instanceof Json.Struct data) {
        return Printable.of(
            "%s  %10s  %-9s  %s"
                .formatted(
                    entry.text("time").orElse("?"),
                    sinceStart(entry),
                    entry.text("kind").orElse("?"),
                    told(entry.text("kind").orElse("?"), data)));
      }
    } catch (JsonSyntaxException _) {
      // it is shown as it came
    }
    return Printable.of(line);
  }

  private static String sinceStart(Json.Struct entry) {
    return entry.member("since_start_ms").orElse(new Json.Null())
            instanceof Json.Numeral(String millis)
        ? String.format(Locale.ROOT, "+%.1f s", Double.parseDouble(millis) / MILLIS)
        : "";
  }

  private static String told(String kind, Json.Struct data) {
    return switch (kind) {
      case "kernel", "crash" -> data.text("text").orElseGet(() -> pairs(data));
      case "problem" ->
          data.text("kind").orElse("?") + ": " + data.text("text").orElseGet(() -> pairs(data));
      case "unit", "container" ->
          data.text("name").orElse("?") + " " + data.text("state").orElseGet(() -> pairs(data));
      default -> pairs(data);
    };
  }

  private static String pairs(Json.Struct data) {
    StringJoiner pairs = new StringJoiner(" ");
    data.members()
        .forEach((name, value) ->
            pairs.add(
                name
                    + "="
                    + (value instanceof Json.Text(String text) ? text : JsonWriter.write(value))));
    return pairs.toString();
  }
}
