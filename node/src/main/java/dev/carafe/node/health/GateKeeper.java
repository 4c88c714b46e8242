package dev.carafe.node.health;

import dev.carafe.node.NodeException;
import dev.carafe.node.boot.Boot;
import dev.carafe.node.boot.BootLoader;
import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.status.FailedGate;
import dev.carafe.settings.model.SettingsTree;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at the gates of this boot until all have passed at the same time, and tells the boot
/// loader; or gives the boot up where one did not in time, and there is a better entry.
///
/// Settings come from any thread; everything else is for one.
public final class GateKeeper implements Reaction {
  private static final Duration BEFORE_RETRY = Duration.ofMinutes(1);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private final Checks checks;
  private final BootLoader loader;
  private final BootReports reports;
  private final Supplier<Duration> uptime;
  private final Outcome outcome;

  private Optional<SettingsTree> wanted = Optional.empty();

  private Gates gates = Gates.none();
  private Optional<Boot> boot = Optional.empty();
  private Duration retry = Duration.ZERO;
  private boolean good;
  private boolean over;
  private volatile boolean stopped;

  /// What is done once it is known how the boot is.
  public interface Outcome {

    /// The boot has proved itself, or never had to.
    void good();

    /// The machine is to start anew. Called again where it goes on all the same.
    void startAnew();
  }

  /// @param uptime since the kernel's start, by a clock that nobody sets
  public GateKeeper(
      Checks checks,
      BootLoader loader,
      BootReports reports,
      Supplier<Duration> uptime,
      Outcome outcome) {
    this.checks = checks;
    this.loader = loader;
    this.reports = reports;
    this.uptime = uptime;
    this.outcome = outcome;
  }

  @Override
  public synchronized void apply(SettingsTree settings) {
    wanted = Optional.of(settings);
    notifyAll();
  }

  /// Ends it: what is seen from now on says nothing about the boot.
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  private synchronized Optional<SettingsTree> takeWanted() {
    Optional<SettingsTree> taken = wanted;
    wanted = Optional.empty();
    return taken;
  }

  /// Looks until it is stopped, or the boot is given up.
  public void run() {
    try {
      while (!over && !stopped) {
        step();
        await();
      }
      while (over) {
        outcome.startAnew();
        Thread.sleep(BEFORE_RETRY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void await() throws InterruptedException {
    long end = System.nanoTime() + pause().toNanos();
    for (long left = end - System.nanoTime();
        left > 0 && wanted.isEmpty() && !stopped;
        left = end - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
  }

  /// Until somebody has to look again.
  private Duration pause() {
    if (over) {
      return Duration.ZERO;
    }
    Duration now = uptime.get();
    Duration next = boot.isEmpty() ? retry : gates.nextLook(good).orElse(now.plus(LONGEST_PAUSE));
    return next.minus(now);
  }

  /// Looks at what is due, and acts on it.
  void step() {
    if (over) {
      return;
    }
    if (boot.isEmpty()) {
      boot = look();
      boot.ifPresent(reports::begin);
    }
    Optional<SettingsTree> settings = takeWanted();
    if (settings.isPresent()) {
      Duration now = uptime.get();
      gates = gates.want(GateReader.read(settings.get()), begun(now), now);
    }
    gates.due(uptime.get(), good).forEach(this::look);
    if (stopped) {
      return;
    }
    boot.ifPresent(this::act);
    reports.show(boot.orElseGet(Boot::unknown), gates);
  }

  /// Deadlines run from the kernel's start while a boot is on trial, however often the agent has
  /// started since; gates that are added later, and boots that need not prove themselves, have
  /// their time from now on.
  private Duration begun(Duration now) {
    boolean first = gates.all().isEmpty();
    return first && boot.map(Boot::onTrial).orElse(true) ? Duration.ZERO : now;
  }

  /// Empty where it has to be tried again: a boot that is counted must not be forgotten.
  private Optional<Boot> look() {
    if (uptime.get().compareTo(retry) < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(loader.look().orElseGet(Boot::unknown));
    } catch (NodeException | UncheckedIOException e) {
      reports.couldNot("could not look at the boot loader's entries: " + e.getMessage());
      retry = uptime.get().plus(BEFORE_RETRY);
      return loader.counts() ? Optional.empty() : Optional.of(Boot.unknown());
    }
  }

  private void look(Progress before) {
    Gate gate = before.gate();
    Duration limit = gate.interval().compareTo(LONGEST_LOOK) < 0 ? gate.interval() : LONGEST_LOOK;
    Progress after = before.after(fault(gate.check(), limit), uptime.get());
    boolean fails = after.failure().isPresent() && before.failure().isEmpty();
    gates = gates.with(fails ? after.with(checks.log(gate.check())) : after);
  }

  private Optional<String> fault(Check check, Duration limit) {
    try {
      return checks.fault(check, limit);
    } catch (NodeException | UncheckedIOException | IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void act(Boot now) {
    switch (Decision.of(gates, now)) {
      case Decision.Wait _ -> reports.checking(now);
      case Decision.Bless _ -> bless(now);
      case Decision.Stay(List<FailedGate> failed) -> reports.stays(now, failed);
      case Decision.GiveUp(List<FailedGate> failed) -> giveUp(now, failed);
    }
  }

  private void bless(Boot now) {
    if (now.onTrial()) {
      if (uptime.get().compareTo(retry) < 0) {
        return;
      }
      try {
        boot = Optional.of(loader.bless(now));
      } catch (NodeException | UncheckedIOException e) {
        reports.couldNot("could not tell the boot loader of a good boot: " + e.getMessage());
        retry = uptime.get().plus(BEFORE_RETRY);
        return;
      }
    }
    reports.good(boot.orElse(now), now.onTrial());
    if (!good) {
      good = true;
      outcome.good();
    }
  }

  /// One failure suffices, so the entry loses the tries that it has left. Where that cannot be
  /// written, the boot loader counts them down.
  private void giveUp(Boot now, List<FailedGate> failed) {
    reports.givenUp(now, failed);
    try {
      loader.condemn(now);
    } catch (NodeException | UncheckedIOException e) {
      reports.couldNot("could not tell the boot loader of a bad boot: " + e.getMessage());
    }
    over = true;
  }
}
