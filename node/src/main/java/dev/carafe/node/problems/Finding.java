package dev.carafe.node.problems;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A problem that was found.
///
/// @param lasting what is wrong from then on
/// @param touches as in [ProblemEvent]
public record Finding(
    ProblemKind kind, Optional<ConditionKind> lasting, String text, Map<String, String> touches) {

  public Finding {
    touches = Collections.unmodifiableMap(new LinkedHashMap<>(touches));
  }

  /// One that does not last.
  public static Finding event(ProblemKind kind, String text, Map<String, String> touches) {
    return new Finding(kind, Optional.empty(), text, touches);
  }

  static Finding lasting(
      ProblemKind kind, ConditionKind condition, String text, Map<String, String> touches) {
    return new Finding(kind, Optional.of(condition), text, touches);
  }

  /// The same about one thing more.
  Finding touching(String what, String name, String newText) {
    Map<String, String> more = new LinkedHashMap<>(touches);
    more.put(what, name);
    return new Finding(kind, lasting, newText, more);
  }
}
