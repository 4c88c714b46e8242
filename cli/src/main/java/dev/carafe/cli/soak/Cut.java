package dev.carafe.cli.soak;

import java.util.Optional;

/// One cut of the power.
///
/// @param noted how long the log of writes was when what the moment tells was certain; the cut is
///   not before
/// @param lost how many writes of the disk were not there afterwards, or only in part
/// @param others how many other cuts were tried in the same writes, without a boot behind them
/// @param verdict what the next boot showed; nothing until then
public record Cut<M extends Moment>(
    int number, M moment, long noted, int lost, int others, Optional<Verdict> verdict) {

  static <M extends Moment> Cut<M> of(int number, M moment, long noted) {
    return new Cut<>(number, moment, noted, 0, 0, Optional.empty());
  }

  Cut<M> withLost(int writes) {
    return new Cut<>(number, moment, noted, writes, others, verdict);
  }

  Cut<M> withOthers(int tried) {
    return new Cut<>(number, moment, noted, lost, tried, verdict);
  }

  Cut<M> with(Verdict found) {
    return new Cut<>(number, moment, noted, lost, others, Optional.of(found));
  }
}
