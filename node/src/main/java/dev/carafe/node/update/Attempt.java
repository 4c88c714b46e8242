package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import java.time.Instant;
import java.util.Optional;

/// One time that the node has tried to become another system.
///
/// @param time when it began
/// @param from what ran
/// @param retreat whether somebody asked to go back to what ran before
/// @param changed when the outcome became what it is
/// @param reason of the outcome, for people; perhaps empty
/// @param evidence what shows it: lines of a log, a failed check
public record Attempt(
    Instant time,
    SystemImage from,
    SystemImage to,
    boolean retreat,
    Outcome outcome,
    Instant changed,
    String reason,
    Optional<String> evidence) {
  private static final int LONGEST_TEXT = 4096;

  public Attempt {
    reason = cut(reason);
    evidence = evidence.map(Attempt::cut);
  }

  /// One that begins; it has failed as long as nothing better is known of it.
  static Attempt begun(Instant time, SystemImage from, SystemImage to, boolean retreat) {
    return new Attempt(time, from, to, retreat, Outcome.FAILED, time, "", Optional.empty());
  }

  /// The same with another outcome, for which no reason is known yet.
  Attempt become(Outcome next, Instant when) {
    return new Attempt(time, from, to, retreat, next, when, "", Optional.empty());
  }

  /// The same with a reason of its outcome.
  Attempt because(String why) {
    return new Attempt(time, from, to, retreat, outcome, changed, why, evidence);
  }

  /// The same with what shows its outcome.
  Attempt shownBy(String what) {
    return new Attempt(time, from, to, retreat, outcome, changed, reason, Optional.of(what));
  }

  /// Some of these texts come from far away; they must not fill the disk.
  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "\u2026";
  }

  /// For scripts, and for the disk.
  Json.Struct json() {
    return Json.object()
        .with("time", time.toString())
        .with("from", from.wholeJson())
        .with("to", to.wholeJson())
        .with("retreat", Json.of(retreat))
        .with("outcome", outcome.toString())
        .with("changed", changed.toString())
        .with("reason", Optional.of(reason).filter(why -> !why.isEmpty()))
        .with("evidence", evidence)
        .build();
  }

  /// What [#json] wrote.
  ///
  /// @throws IllegalArgumentException where it is something else
  /// @throws java.time.DateTimeException where a time is none
  static Attempt read(Json.Struct json) {
    return new Attempt(
        Instant.parse(json.text("time").orElse("")),
        SystemImage.read(json.member("from").orElse(new Json.Null())),
        SystemImage.read(json.member("to").orElse(new Json.Null())),
        json.member("retreat").equals(Optional.of(Json.of(true))),
        json.text("outcome")
            .flatMap(Outcome::of)
            .orElseThrow(() -> new IllegalArgumentException("it has no outcome")),
        Instant.parse(json.text("changed").orElse("")),
        json.text("reason").orElse(""),
        json.text("evidence"));
  }
}
