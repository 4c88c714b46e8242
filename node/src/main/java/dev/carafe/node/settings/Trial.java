package dev.carafe.node.settings;

import dev.carafe.settings.generation.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A change that is taken back unless somebody confirms it in time: for changes by which one could
/// lock oneself out. One at a time, and nothing else is committed meanwhile.
///
/// Which generation to go back to is made durable before the change is made. An agent that finds it
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
  /// @param revert makes a generation live again and applies it; says itself what went wrong
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
    try {
      end();
    } catch (StoreException _) {
      // where nothing can be deleted, nothing can be committed either
    }
  }

  /// Makes a change on trial. Where there is nothing to change, or it fails, there is no trial.
  ///
  /// @param live tells the generation to go back to
  /// @return what the change returned
  /// @throws TrialRunningException where one goes on
  /// @throws StoreException where the note could not be written; then nothing was changed
  public synchronized <T> Optional<T> begin(
      LongSupplier live, Duration patience, Supplier<Optional<T>> change) {
    demandNone();
    long generation = live.getAsLong();
    write(generation);
    Optional<T> made = Optional.empty();
    try {
      made = change.get();
    } finally {
      if (made.isEmpty()) {
        end();
      }
    }
    made.ifPresent(_ -> start(generation, patience));
    return made;
  }

  /// Makes a change that is for good.
  ///
  /// @throws TrialRunningException where a trial goes on: its end would take this back too
  public synchronized <T> T whileNone(Supplier<T> change) {
    demandNone();
    return change.get();
  }

  /// Makes a change by which a trial ends too, if one goes on.
  public synchronized <T> T endBy(Supplier<T> change) {
    T made = change.get();
    end();
    return made;
  }

  /// Ends the trial; what was changed stays.
  ///
  /// @throws StoreException where the note could not be deleted; then the trial goes on
  public synchronized void end() {
    try {
      note.delete();
    } catch (IOException e) {
      throw new StoreException("end the trial", e);
    }
    alarm.ifPresent(future -> future.cancel(false));
    alarm = Optional.empty();
    running = Optional.empty();
  }

  /// The trial that goes on, if any.
  public synchronized Optional<Pending> current() {
    return running.map(trial ->
        new Pending(trial.generation(), Duration.ofNanos(trial.end() - System.nanoTime())));
  }

  private void demandNone() {
    current()
        .ifPresent(trial -> {
          throw new TrialRunningException(trial);
        });
  }

  private void start(long generation, Duration patience) {
    running = Optional.of(new Running(generation, System.nanoTime() + patience.toNanos()));
    ScheduledExecutorService timer =
        clock.orElseGet(() ->
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("trial").factory()));
    clock = Optional.of(timer);
    alarm = Optional.of(timer.schedule(this::fail, patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// Nothing is committed until it has gone back.
  private synchronized void fail() {
    if (running.isPresent()) {
      revert.accept(running.get().generation());
      running = Optional.empty();
      end();
    }
  }

  private void write(long generation) {
    try {
      note.write(generation + "\n");
    } catch (IOException e) {
      throw new StoreException("begin the trial", e);
    }
  }
}
