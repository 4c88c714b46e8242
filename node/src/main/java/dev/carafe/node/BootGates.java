package dev.carafe.node;

import dev.carafe.node.boot.BootLoader;
import dev.carafe.node.boot.OnceABoot;
import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.health.BootReports;
import dev.carafe.node.health.FailedTrialFile;
import dev.carafe.node.health.GateKeeper;
import dev.carafe.node.health.HostChecks;
import dev.carafe.node.health.Measures;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.Self;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.problems.Problems;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.model.SettingsTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Whether this boot is a good one. A thread of low pace finds it out, which begins when the node
/// is ready; until then nothing of it is made.
final class BootGates implements Reaction {
  /// Ends a boot on trial in which no agent becomes ready.
  private static final String LIMIT = "carafe-trial.timer";

  /// Until then the pods need both processors.
  private static final Duration BEFORE_FIRST_LOOK = Duration.ofSeconds(20);

  /// What is started once a boot is good.
  private static final String COMPLETE = "boot-complete.target";

  private final Place place;
  private final Processes processes;
  private final DataPartition data;
  private final StatusBoard board;
  private final Problems problems;
  private final EventBroadcast events;
  private final Journal journal;
  private final Runnable proved;
  private final Runnable reboot;
  private final SystemManager system;
  private Optional<SettingsTree> last = Optional.empty();
  private Optional<GateKeeper> keeper = Optional.empty();

  /// @param proved is told once a boot is good
  /// @param reboot ends everything and then the system, and returns
  BootGates(
      Place place,
      Processes processes,
      DataPartition data,
      StatusBoard board,
      Problems problems,
      EventBroadcast events,
      Journal journal,
      Runnable proved,
      Runnable reboot) {
    this.place = place;
    this.processes = processes;
    this.data = data;
    this.board = board;
    this.problems = problems;
    this.events = events;
    this.journal = journal;
    this.proved = proved;
    this.reboot = reboot;
    this.system = new SystemManager(place.systemctl(), processes);
  }

  @Override
  public synchronized void apply(SettingsTree settings) {
    last = Optional.of(settings);
    keeper.ifPresent(made -> made.apply(settings));
  }

  /// Begins, and returns at once.
  ///
  /// @param measures the node's own metrics
  void begin(Measures measures) {
    new LastingThreads(journal).start("gates", () -> run(measures));
  }

  /// The machine goes off, and pods with it: from now on no gate says anything about this boot.
  synchronized void end() {
    keeper.ifPresent(GateKeeper::stop);
  }

  private void run(Measures measures) {
    BootLoader loader = new BootLoader(place.root(), processes);
    if (loader.counts()) {
      attempt(() -> system.stop(LIMIT));
    }
    try {
      Thread.sleep(BEFORE_FIRST_LOOK);
      keep(loader, measures).run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized GateKeeper keep(BootLoader loader, Measures measures) {
    BootReports reports =
        new BootReports(
            new FailedTrialFile(place.failedTrial(), data),
            new OnceABoot(place.toldOfFailedTrial()),
            board,
            problems,
            events,
            journal,
            InstantSource.system());
    HostChecks checks =
        new HostChecks(place.root(), place.containerd(), system, processes, board, measures);
    GateKeeper made =
        new GateKeeper(checks, loader, reports, new Self(Path.of("/proc"))::uptime, outcome());
    last.ifPresent(made::apply);
    keeper = Optional.of(made);
    return made;
  }

  private GateKeeper.Outcome outcome() {
    return new GateKeeper.Outcome() {
      @Override
      public void good() {
        attempt(() -> system.start(COMPLETE));
        proved.run();
      }

      @Override
      public void startAnew() {
        reboot.run();
      }
    };
  }

  private void attempt(Runnable request) {
    try {
      request.run();
    } catch (ProgramFailedException e) {
      journal.warning(String.valueOf(e.getMessage()));
    }
  }
}
