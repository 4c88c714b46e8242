package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/// The questions to one running container: a thread that asks them when they are due. Questions
/// that are late do not pile up.
final class Asking implements AutoCloseable {
  private final Probes probes;
  private final Asker asker;
  private final Runnable changed;
  private final Thread thread;
  private volatile Health health;

  /// One question, and how the last answers were.
  private static final class Series {
    private final Probe probe;
    private long due;
    private int failures;
    private int successes;

    Series(Probe probe, long now) {
      this.probe = probe;
      this.due = now + probe.initialDelay().toNanos();
    }

    boolean hasPassed() {
      return successes >= probe.successes();
    }

    boolean hasFailed() {
      return failures >= probe.failures();
    }

    void add(boolean success) {
      successes = success ? successes + 1 : 0;
      failures = success ? 0 : failures + 1;
    }
  }

  /// @param changed is run when the health is another
  Asking(Probes probes, Asker asker, Runnable changed) {
    this.probes = probes;
    this.asker = asker;
    this.changed = changed;
    this.health = new Health(!probes.waitsForReady(), Optional.empty());
    this.thread = Thread.ofPlatform().daemon().name("probes").start(this::run);
  }

  Health health() {
    return health;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      if (hasStarted()) {
        tell(new Health(probes.readiness().isEmpty(), Optional.empty()));
        askOn();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasStarted() throws InterruptedException {
    if (probes.startup().isEmpty()) {
      return true;
    }
    Series startup = new Series(probes.startup().get(), System.nanoTime());
    while (!startup.hasPassed()) {
      if (isAtFault(startup, "startup")) {
        return false;
      }
    }
    return true;
  }

  private void askOn() throws InterruptedException {
    long now = System.nanoTime();
    Optional<Series> liveness = probes.liveness().map(probe -> new Series(probe, now));
    Optional<Series> readiness = probes.readiness().map(probe -> new Series(probe, now));
    while (liveness.isPresent() || readiness.isPresent()) {
      boolean live =
          liveness.isPresent()
              && (readiness.isEmpty() || liveness.get().due - readiness.get().due <= 0);
      if (live) {
        if (isAtFault(liveness.orElseThrow(), "liveness")) {
          return;
        }
      } else {
        Series series = readiness.orElseThrow();
        ask(series);
        boolean ready = health.ready() ? !series.hasFailed() : series.hasPassed();
        tell(new Health(ready, Optional.empty()));
      }
    }
  }

  /// Asks, and tells where that was once too often.
  private boolean isAtFault(Series series, String name) throws InterruptedException {
    Optional<String> fault = ask(series);
    if (series.hasFailed()) {
      String why = "its %s probe failed: %s".formatted(name, fault.orElse(""));
      tell(new Health(false, Optional.of(why)));
      return true;
    }
    return false;
  }

  private Optional<String> ask(Series series) throws InterruptedException {
    long wait = series.due - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    }
    series.due = System.nanoTime() + series.probe.period().toNanos();
    Optional<String> fault = Optional.empty();
    try {
      fault = asker.fault(series.probe);
      series.add(fault.isEmpty());
    } catch (NodeException | UncheckedIOException _) {
      // nobody knows how the container is
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return fault;
  }

  private void tell(Health told) {
    if (!told.equals(health)) {
      health = told;
      changed.run();
    }
  }
}
