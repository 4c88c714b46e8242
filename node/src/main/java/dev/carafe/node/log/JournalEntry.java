package dev.carafe.node.log;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// One entry of the journal, as `journalctl --output=json` writes it on a line.
///
/// A field's value is a string, an array of bytes where these are no printable UTF-8, null where it
/// was too long to be shown, or an array of such values where the field is there more than once;
/// the first one counts.
///
/// Sources: [Journal JSON Format](https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format),
/// [systemd.journal-fields(7)](https://www.freedesktop.org/software/systemd/man/latest/systemd.journal-fields.html).
final class JournalEntry {
  /// The fields that are asked for beside those that are always there.
  static final List<String> FIELDS =
      List.of(
          "MESSAGE",
          "MESSAGE_ID",
          "PRIORITY",
          "SYSLOG_FACILITY",
          "SYSLOG_IDENTIFIER",
          "SYSLOG_PID",
          "_COMM",
          "_HOSTNAME",
          "_PID",
          "_SYSTEMD_UNIT",
          "_TRANSPORT");

  private static final int INFORMATIONAL = 6;
  private static final int LEAST_SEVERE = 7;
  private static final int KERNEL = 0;
  private static final int DAEMON = 3;
  private static final int LAST_FACILITY = 23;

  private final Json.Struct fields;
  private final String cursor;
  private final Instant time;

  private JournalEntry(Json.Struct fields, String cursor, Instant time) {
    this.fields = fields;
    this.cursor = cursor;
    this.time = time;
  }

  /// The entry on a line; empty where the line is none.
  static Optional<JournalEntry> parse(String line) {
    try {
      return JsonReader.read(line) instanceof Json.Struct fields ? of(fields) : Optional.empty();
    } catch (JsonSyntaxException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<JournalEntry> of(Json.Struct fields) {
    Optional<String> cursor = fields.text("__CURSOR");
    Optional<Instant> time = fields.text("__REALTIME_TIMESTAMP").map(JournalEntry::instant);
    return cursor.isPresent() && time.isPresent()
        ? Optional.of(new JournalEntry(fields, cursor.get(), time.get()))
        : Optional.empty();
  }

  private static Instant instant(String microseconds) {
    return Instant.EPOCH.plus(Long.parseLong(microseconds), ChronoUnit.MICROS);
  }

  /// Where it stands in the journal.
  String cursor() {
    return cursor;
  }

  Instant time() {
    return time;
  }

  /// 0, the most severe, to 7.
  int severity() {
    return number("PRIORITY", LEAST_SEVERE).orElse(INFORMATIONAL);
  }

  /// Which part of the system speaks, in syslog's numbers from 0 to 23.
  int facility() {
    return number("SYSLOG_FACILITY", LAST_FACILITY)
        .orElse(text("_TRANSPORT").filter("kernel"::equals).isPresent() ? KERNEL : DAEMON);
  }

  /// Who speaks.
  Optional<String> identifier() {
    return text("SYSLOG_IDENTIFIER").or(() -> text("_COMM"));
  }

  Optional<String> pid() {
    return text("SYSLOG_PID").or(() -> text("_PID"));
  }

  /// What was said, in UTF-8 where it is text at all.
  byte[] message() {
    return value("MESSAGE").orElse(new byte[0]);
  }

  /// A field as text; what is no UTF-8 becomes U+FFFD.
  Optional<String> text(String field) {
    return value(field).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private Optional<Integer> number(String field, int most) {
    Optional<String> text = text(field);
    if (text.isEmpty() || text.get().isEmpty() || text.get().length() > 2) {
      return Optional.empty();
    }
    try {
      int number = Integer.parseInt(text.get());
      return number >= 0 && number <= most ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> value(String field) {
    return fields.member(field).flatMap(JournalEntry::bytes);
  }

  private static Optional<byte[]> bytes(Json value) {
    return switch (value) {
      case Json.Text(String text) -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
      case Json.Array(List<Json> elements) -> bytes(elements);
      case Json.Numeral _, Json.Bool _, Json.Null _, Json.Struct _ -> Optional.empty();
    };
  }

  private static Optional<byte[]> bytes(List<Json> elements) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Json element : elements) {
      if (!(element instanceof Json.Numeral(String literal))) {
        return bytes(element);
      }
      bytes.write(Integer.parseInt(literal));
    }
    return Optional.of(bytes.toByteArray());
  }
}
