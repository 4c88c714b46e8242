package dev.carafe.trust.release;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How a release is rolled out, as Bottlerocket does it: a node draws a seed from 0 to 2047 once in
/// its life. A wave holds the seeds from its own to the next wave's. Within a wave the nodes begin
/// one after the other, spread evenly by their seeds from its start to the next wave's; those of
/// the last wave begin all at once.
///
/// Without waves, all nodes may begin.
///
/// @param list in the order of seeds and times, both strictly ascending; the first seed is 0
///
///   Source: [update
///   waves](https://github.com/bottlerocket-os/bottlerocket-core-kit/tree/develop/sources/updater).
public record Waves(List<Wave> list) {
  /// When a wave begins that nobody is to be in.
  public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  public Waves {
    list = list.stream().sorted(Comparator.comparingInt(Wave::seed)).toList();
    for (int i = 0; i < list.size(); i++) {
      Wave wave = list.get(i);
      if (i == 0 ? wave.seed() != 0 : !follows(list.get(i - 1), wave)) {
        throw new IllegalArgumentException(wave + " is not in its order");
      }
    }
  }

  private static boolean follows(Wave before, Wave wave) {
    return wave.seed() > before.seed() && wave.start().isAfter(before.start());
  }

  /// Everybody at once.
  public static Waves none() {
    return new Waves(List.of());
  }

  /// Those of a release that is published at a time.
  ///
  /// @param steps in the order of their times and shares
  public static Waves rolledOut(Instant published, List<WaveStep> steps) {
    List<Wave> waves = new ArrayList<>();
    int seed = 0;
    for (WaveStep step : steps) {
      waves.add(new Wave(seed, published.plus(step.after())));
      seed = Wave.SEEDS * step.percent() / WaveStep.ALL;
    }
    return new Waves(waves);
  }

  /// The same for all whose turn has come, and never a turn for the others; empty where everybody's
  /// has come.
  ///
  /// To leave out the waves that have not begun would not do: those of the last wave begin all at
  /// once.
  public Optional<Waves> haltedAt(Instant now) {
    int next = 0;
    while (next < Wave.SEEDS && !isLater(next, now)) {
      next++;
    }
    if (next == Wave.SEEDS) {
      return Optional.empty();
    }
    List<Wave> halted = new ArrayList<>();
    for (Wave wave : list) {
      if (wave.seed() < next) {
        halted.add(wave);
      }
    }
    if (next > 0 && halted.getLast().seed() < next - 1) {
      halted.add(new Wave(next - 1, endOf(halted.getLast(), next - 1)));
    }
    halted.add(new Wave(next, NEVER));
    return Optional.of(new Waves(halted));
  }

  /// Whether a seed's turn comes after a time.
  private boolean isLater(int seed, Instant now) {
    return turnOf(seed).filter(turn -> turn.from().isAfter(now)).isPresent();
  }

  /// When the last seed of a wave has its turn, as the seeds before it have theirs evenly until
  /// then; waves are a second apart at least.
  private Instant endOf(Wave wave, int seed) {
    Instant turn = turnOf(seed).map(Turn::from).orElseThrow();
    Instant least = wave.start().plusSeconds(1);
    return turn.isBefore(least) ? least : turn;
  }

  /// Whether some nodes never have a turn.
  public boolean isHalted() {
    return !list.isEmpty() && list.getLast().start().equals(NEVER);
  }

  /// When it is a node's turn; empty where everybody's is always.
  ///
  /// @param seed what is above the highest is in the last wave
  public Optional<Turn> turnOf(long seed) {
    int number = 0;
    while (number < list.size() && list.get(number).seed() <= seed) {
      number++;
    }
    return number == 0
        ? Optional.empty()
        : Optional.of(new Turn(seed, number, list.size(), from(number - 1, seed)));
  }

  private Instant from(int index, long seed) {
    Wave wave = list.get(index);
    if (index == list.size() - 1) {
      return wave.start();
    }
    Wave next = list.get(index + 1);
    Duration whole = Duration.between(wave.start(), next.start());
    return wave.start()
        .plus(whole.multipliedBy(seed - wave.seed()).dividedBy(next.seed() - wave.seed()));
  }
}
