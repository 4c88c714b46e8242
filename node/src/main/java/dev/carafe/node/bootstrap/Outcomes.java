package dev.carafe.node.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What has been done in this boot, so that an agent that starts again does not do it again.
///
/// @param folder in memory: one file for each, with the failure in it, or nothing
record Outcomes(Path folder) {
  private static final String COMPLETE = "complete";

  /// How something has ended in this boot, if it has.
  Optional<Outcome> of(String what) {
    Path file = folder.resolve(what);
    try {
      return Files.exists(file)
          ? Optional.of(new Outcome(Optional.of(Files.readString(file)).filter(f -> !f.isEmpty())))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }

  /// Whether this boot's time for it is over: what settings want from then on is for the next.
  boolean areComplete() {
    return Files.exists(folder.resolve(COMPLETE));
  }

  void complete() {
    note(COMPLETE, Outcome.GOOD);
  }

  /// Whether something is to begin for the first time in this boot. It is not any more then.
  boolean begins(String what) {
    Path file = folder.resolve(what + ".begun");
    try {
      Files.createDirectories(folder);
      if (Files.exists(file)) {
        return false;
      }
      Files.createFile(file);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
    }
  }

  void note(String what, Outcome outcome) {
    Path file = folder.resolve(what);
    try {
      Files.createDirectories(folder);
      Files.writeString(file, outcome.failure().orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
    }
  }

  /// How it has ended.
  ///
  /// @param failure why it is to be counted as failed
  record Outcome(Optional<String> failure) {
    static final Outcome GOOD = new Outcome(Optional.empty());

    static Outcome failed(String why) {
      return new Outcome(Optional.of(why));
    }
  }
}
