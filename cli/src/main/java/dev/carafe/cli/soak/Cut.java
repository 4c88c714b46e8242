package dev.carafe.cli.soak;

import java.util.Optional;

/// One cut of the power.
///
/// @param acknowledged the number of the last commit that the node had said was done
/// @param underWay whether the node had been sent the next one
/// @param noted how long the log of writes was when the node had said so; the cut is not before
/// @param lost how many writes of the disk were not there afterwards, or only in part
/// @param verdict what the next boot showed; nothing until then
public record Cut(
    int number,
    long acknowledged,
    boolean underWay,
    long noted,
    int lost,
    Optional<Verdict> verdict) {

  static Cut of(int number, long acknowledged, boolean underWay, long noted) {
    return new Cut(number, acknowledged, underWay, noted, 0, Optional.empty());
  }

  Cut withLost(int writes) {
    return new Cut(number, acknowledged, underWay, noted, writes, verdict);
  }

  Cut with(Verdict found) {
    return new Cut(number, acknowledged, underWay, noted, lost, Optional.of(found));
  }

  /// Compares what was acknowledged with what is there.
  ///
  /// @param before what the campaign began with
  Verdict judge(Beginning before, NodeState after) {
    if (!after.complaints().isEmpty()) {
      return Verdict.failed("the node is not healthy: " + String.join("; ", after.complaints()));
    }
    if (!after.fingerprint().equals(before.fingerprint())) {
      return Verdict.failed("the node has another key");
    }
    if (after.commit().isEmpty()) {
      return Verdict.failed("settings.motd is " + after.message().orElse("not set"));
    }
    long found = after.commit().get();
    if (found != acknowledged && !(underWay && found == acknowledged + 1)) {
      return Verdict.failed(
          "commit %d was acknowledged, and commit %d is in force".formatted(acknowledged, found));
    }
    if (!after.isWhole() || after.generations().getFirst() != before.generation() + found) {
      return Verdict.failed(
          "the history of commit %d is %s; expected it to end with %d"
              .formatted(found, after.generations(), before.generation() + found));
    }
    return Verdict.of(
        underWay
            ? found == acknowledged ? Verdict.Kind.OLD : Verdict.Kind.NEW
            : Verdict.Kind.BETWEEN);
  }
}
