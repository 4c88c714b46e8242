package dev.carafe.cli.progress;

import dev.carafe.image.progress.Progress;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where work says how far it is: the error output, so that answers stay clean; as bars where that
/// is a terminal, as lines elsewhere.
public final class ProgressChoice {
  private static final int DEFAULT_WIDTH = 80;

  private ProgressChoice() {}

  /// What fits.
  public static Progress of(boolean quiet) {
    PrintStream out = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    return quiet
        ? Progress.SILENT
        : columns()
            .<Progress>map(width -> new TerminalProgress(out, width, System::nanoTime))
            .orElseGet(() -> new PlainProgress(out, System::nanoTime));
  }

  /// The width of the terminal that the launcher was started from, if there is one. Some do not
  /// know theirs and say 0.
  public static Optional<Integer> columns() {
    return Optional.ofNullable(Integer.getInteger("carafe.columns"))
        .map(width -> width > 0 ? width : DEFAULT_WIDTH);
  }
}
