package dev.carafe.cli.release;

import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.TomlTable;
import dev.carafe.trust.release.WaveStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a file of waves, in the form of Bottlerocket's:
///
/// ```toml
/// [[waves]]
/// start_after = "4 hours"
/// fleet_percentage = 5
/// ```
///
/// Source: `sources/updater/waves` in
/// [Bottlerocket](https://github.com/bottlerocket-os/bottlerocket).
final class WaveFile {
  private static final int ALL = 100;

  private final List<Problem> problems = new ArrayList<>();
  private final List<WaveStep> steps = new ArrayList<>();

  private WaveFile() {}

  /// The steps that a file tells of.
  ///
  /// @throws ProblemsException with every mistake
  static List<WaveStep> read(Path file) throws IOException {
    WaveFile waves = new WaveFile();
    TomlTable table = TomlTable.parse(file.toString(), Files.readString(file), waves.problems);
    table.tables("waves").forEach(waves::read);
    waves.demandAll(table);
    table.finish();
    if (!waves.problems.isEmpty()) {
      throw new ProblemsException(waves.problems);
    }
    return List.copyOf(waves.steps);
  }

  private void read(TomlTable wave) {
    String text = wave.string("start_after");
    Optional<Duration> after = TimeSpan.parse(text);
    if (after.isEmpty() && !text.isEmpty()) {
      wave.problem("start_after", "'" + text + "' is no span of time", TimeSpan.FORM);
    }
    long percent = wave.integer("fleet_percentage", 0);
    long before = steps.isEmpty() ? 0 : steps.getLast().percent();
    if (percent <= before || percent > ALL) {
      wave.problem(
          "fleet_percentage",
          percent + " % of all nodes is not what is left",
          "write a number above " + before + ", and at most " + ALL);
    }
    wave.finish();
    after.ifPresent(span -> add(wave, span, percent));
  }

  private void add(TomlTable wave, Duration after, long percent) {
    if (!steps.isEmpty() && after.compareTo(steps.getLast().after()) <= 0) {
      wave.problem(
          "start_after", "the wave begins no later than the one before", "write a longer span");
    }
    steps.add(new WaveStep(after, Math.clamp(percent, 1, ALL)));
  }

  private void demandAll(TomlTable table) {
    if (problems.isEmpty() && (steps.isEmpty() || steps.getLast().percent() != ALL)) {
      table.problem(
          "waves", "the waves do not reach all nodes", "write fleet_percentage = 100 for the last");
    }
  }
}
