package dev.carafe.cli.release;

import dev.carafe.trust.release.WaveSet;
import dev.carafe.trust.release.Waves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How a release is rolled out.
public final class WaveOptions {
  private static final String NONE = "none";

  @Option(
      names = "--waves",
      paramLabel = "SET|FILE",
      description =
          "In which waves nodes take it: default (6 days), accelerated (1 day), ohno (3 hours),"
              + " slow-roll (13 days), none, or a file of waves as Bottlerocket has them.")
  @Nullable String waves;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "From when the waves count: 2026-03-01T08:00:00Z, or '2 hours' from now (default: now).")
  @Nullable String start;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public WaveOptions() {}

  /// Whether anything is said of waves.
  boolean isGiven() {
    return waves != null || start != null;
  }

  /// The waves that were asked for, or else the default ones.
  public Waves waves(Instant now) throws IOException {
    String name = Optional.ofNullable(waves).orElse(WaveSet.DEFAULT.word());
    Instant from = start == null ? now : start(start, now);
    if (name.equals(NONE)) {
      if (start != null) {
        throw wrong("'--start' says from when waves count, and there are none");
      }
      return Waves.none();
    }
    Optional<WaveSet> set = WaveSet.named(name);
    return set.isPresent()
        ? set.get().from(from)
        : Waves.rolledOut(from, WaveFile.read(file(name)));
  }

  private Instant start(String text, Instant now) {
    return TimeSpan.moment(text, now)
        .orElseThrow(() ->
            wrong(
                "'--start %s' is no time; write 2026-03-01T08:00:00Z, or a span from now: '2 hours'"
                    .formatted(text)));
  }

  private Path file(String name) {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw wrong(
          "there is no file and no set of waves '%s'; write %s, %s, or a file's path"
              .formatted(
                  name,
                  Arrays.stream(WaveSet.values())
                      .map(WaveSet::word)
                      .collect(Collectors.joining(", ")),
                  NONE));
    }
    return file;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
