package dev.carafe.node.report;

import java.time.Instant;
import java.util.List;

/// Demands on a host, in their order.
///
/// @param prefix two letters that the names of its checks begin with
/// @param reference where it can be read
record Benchmark(String prefix, String name, String version, String reference, List<Check> checks) {

  Benchmark {
    checks = List.copyOf(checks);
  }

  /// Looks at everything that a level demands.
  Report run(ExaminedHost host, int level, Instant start) {
    return new Report(
        this,
        level,
        start,
        checks.stream()
            .filter(check -> check.level() <= level)
            .map(check -> new Report.Result(check, check.examination().look(host)))
            .toList());
  }
}
