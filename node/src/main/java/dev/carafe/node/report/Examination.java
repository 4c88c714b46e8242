package dev.carafe.node.report;

/// Looks at one thing on a host.
@FunctionalInterface
interface Examination {
  Verdict look(ExaminedHost host);

  /// Both: the first verdict that is no pass, or a pass.
  default Examination and(Examination other) {
    return host -> {
      Verdict verdict = look(host);
      return verdict instanceof Verdict.Pass ? other.look(host) : verdict;
    };
  }
}
