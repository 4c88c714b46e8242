package dev.carafe.node.log;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// An entry as a JSON object on a line, in the members that `docs/formats/log.md` lists.
final class JsonLine {
  private static final List<String> SEVERITIES =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

  private JsonLine() {}

  static byte[] of(JournalEntry entry) {
    Json object =
        Json.object()
            .with("time", SyslogFrame.time(entry.time()))
            .with("host", entry.text("_HOSTNAME"))
            .with("severity", SEVERITIES.get(entry.severity()))
            .with("facility", entry.facility())
            .with("identifier", entry.identifier())
            .with("pid", entry.pid())
            .with("unit", entry.text("_SYSTEMD_UNIT"))
            .with("message_id", entry.text("MESSAGE_ID"))
            .with("message", Optional.of(new String(entry.message(), StandardCharsets.UTF_8)))
            .with("cursor", entry.cursor())
            .build();
    return (JsonWriter.write(object) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
