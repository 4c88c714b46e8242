package dev.carafe.trust.audit;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/// One line of the log: an act, its number, when it was, and the digest of the line before.
///
/// The format is written down in `docs/formats/audit-log.md`.
public record AuditEntry(long number, Instant time, Act act, String previous) {
  private static final Set<String> MEMBERS =
      Set.of(
          "number",
          "time",
          "caller",
          "role",
          "from",
          "action",
          "target",
          "status",
          "detail",
          "previous");

  public AuditEntry {
    time = time.truncatedTo(ChronoUnit.MILLIS);
  }

  /// The entry that follows a head.
  public static AuditEntry after(Head head, Instant time, Act act) {
    return new AuditEntry(head.number() + 1, time, act, head.digest());
  }

  /// The line without its end.
  public byte[] line() {
    Json json =
        Json.object()
            .with("number", number)
            .with("time", time.toString())
            .with("caller", act.caller())
            .with("role", act.role())
            .with("from", act.from())
            .with("action", act.action())
            .with("target", act.target())
            .with("status", act.status())
            .with("detail", act.detail())
            .with("previous", previous)
            .build();
    return Head.bytes(JsonWriter.write(json));
  }

  /// Reads a line without its end; empty where it is none.
  public static Optional<AuditEntry> read(byte[] line) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      return JsonReader.read(text) instanceof Json.Struct members
              && MEMBERS.containsAll(members.members().keySet())
          ? Optional.of(of(members))
          : Optional.empty();
    } catch (CharacterCodingException
        | JsonSyntaxException
        | NoSuchElementException
        | NumberFormatException
        | ArithmeticException
        | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static AuditEntry of(Json.Struct members) {
    Act act =
        new Act(
            text(members, "caller"),
            text(members, "role"),
            text(members, "from"),
            text(members, "action"),
            text(members, "target"),
            Math.toIntExact(number(members, "status")),
            members.text("detail"));
    return new AuditEntry(
        number(members, "number"),
        Instant.parse(text(members, "time")),
        act,
        text(members, "previous"));
  }

  private static String text(Json.Struct members, String name) {
    return members.text(name).orElseThrow();
  }

  private static long number(Json.Struct members, String name) {
    if (members.member(name).orElseThrow() instanceof Json.Numeral(String literal)) {
      return Long.parseLong(literal);
    }
    throw new NoSuchElementException(name);
  }
}
