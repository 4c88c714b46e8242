package dev.carafe.node.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// A change that is taken back unless somebody confirms it in time: for changes by which one could
/// lock oneself out.
///
/// Which generation to go back to is written down before the change is made. An agent that finds it
/// when it starts goes back at once: nobody confirmed.
public final class Trial {
  private final Note note;
  private final LongConsumer revert;
  private Optional<Running> running = Optional.empty();
  private Optional<ScheduledFuture<?>> alarm = Optional.empty();
  private Optional<ScheduledExecutorService> clock = Optional.empty();

  /// @param end by [System#nanoTime()]
  private record Running(long generation, long end) {}

  /// A trial that goes on.
  ///
  /// @param generation to which it goes back
  /// @param left until then
  public record Pending(long generation, Duration left) {}

  /// @param note the file that tells to which generation to go back
  /// @param revert makes a generation live again and applies it
  public Trial(Path note, LongConsumer revert) {
    this.note = new Note(note);
    this.revert = revert;
  }

  /// Goes back where a trial was under way when the last agent ended.
  public synchronized void resume() {
    try {
      String noted = note.read().strip();
      if (noted.isEmpty()) {
        return;
      }
      revert.accept(Long.parseLong(noted));
    } catch (IOException | NumberFormatException _) {
      // nothing that was written here: nobody knows where to go back to
    }
    end();
  }

  /// Begins a trial, before the change is made.
  public synchronized void begin(long generation, Duration patience) {
    write(generation);
    running = Optional.of(new Running(generation, System.nanoTime() + patience.toNanos()));
    ScheduledExecutorService timer =
        clock.orElseGet(() ->
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("trial").factory()));
    clock = Optional.of(timer);
    alarm = Optional.of(timer.schedule(this::fail, patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// Ends the trial; what was changed stays.
  public synchronized void end() {
    alarm.ifPresent(future -> future.cancel(false));
    alarm = Optional.empty();
    running = Optional.empty();
    try {
      note.delete();
    } catch (IOException e) {
      throw new UncheckedIOException("could not end the trial: " + e.getMessage(), e);
    }
  }

  /// The trial that goes on, if any.
  public synchronized Optional<Pending> current() {
    return running.map(trial ->
        new Pending(trial.generation(), Duration.ofNanos(trial.end() - System.nanoTime())));
  }

  private void fail() {
    Optional<Running> failed;
    synchronized (this) {
      failed = running;
      running = Optional.empty();
    }
    failed.ifPresent(trial -> {
      revert.accept(trial.generation());
      end();
    });
  }

  private void write(long generation) {
    try {
      note.write(generation + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("could not begin the trial: " + e.getMessage(), e);
    }
  }
}
