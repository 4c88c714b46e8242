package dev.carafe.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an agent's journal says of containers that had ended: how long after it was decided when
/// they start again. Both times are by the node's wall clock; the first is containerd's.
///
/// @param milliseconds of the first death that is told of each pod
record RestartDecisions(Map<String, Long> milliseconds) {
  private static final Pattern TOLD =
      Pattern.compile(
          "pod ([a-z0-9-]+): container \\S+ has ended with \\d+, \\S+, (-?\\d+) ms ago; next start:"
              + " (?:now|at )");

  RestartDecisions {
    milliseconds = Map.copyOf(milliseconds);
  }

  static RestartDecisions of(String journal) {
    Map<String, Long> first = new LinkedHashMap<>();
    Matcher matcher = TOLD.matcher(journal);
    while (matcher.find()) {
      first.putIfAbsent(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return new RestartDecisions(first);
  }

  /// @throws IllegalArgumentException where there are none
  Latencies latencies() {
    return new Latencies(
        milliseconds.values().stream().mapToLong(found -> found * 1_000_000L).toArray());
  }
}
