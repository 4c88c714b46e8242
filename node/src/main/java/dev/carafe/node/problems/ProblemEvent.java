package dev.carafe.node.problems;

import dev.carafe.settings.json.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Something that went wrong on the host, or is well again.
///
/// @param number since the agent's start, from 1 on
/// @param time when it began
/// @param count how often it was seen, at most a minute apart from the time before
/// @param last when it was seen last
/// @param over whether it is the end of what lasted
/// @param text for a person
/// @param touches what it is about: `container`, `process`, `pid`, `cgroup`, `device`, `path`
public record ProblemEvent(
    long number,
    ProblemKind kind,
    Instant time,
    int count,
    Instant last,
    boolean over,
    String text,
    Map<String, String> touches) {

  public ProblemEvent {
    touches = Collections.unmodifiableMap(new LinkedHashMap<>(touches));
  }

  ProblemEvent again(Instant when) {
    return new ProblemEvent(number, kind, time, count + 1, when, over, text, touches);
  }

  /// As `docs/formats/problems.md` describes it.
  public Json.Struct json() {
    Json.Builder touched = Json.object();
    touches.forEach(touched::with);
    return Json.object()
        .with("number", number)
        .with("kind", kind.word())
        .with("time", time.toString())
        .with("count", count)
        .with("last", last.toString())
        .with("over", Json.of(over))
        .with("text", text)
        .with("touches", touched.build())
        .build();
  }
}
