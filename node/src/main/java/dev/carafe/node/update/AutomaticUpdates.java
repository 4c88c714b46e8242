package dev.carafe.node.update;

import dev.carafe.node.host.Journal;
import dev.carafe.node.metadata.Waiting;
import java.time.Duration;

/// Lets the node do by itself what its settings let it do, one step a minute.
public final class AutomaticUpdates implements Runnable {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Updater updater;
  private final Runnable reboot;
  private final Waiting waiting;
  private final Journal journal;

  /// @param reboot begins to start the machine anew, and returns
  public AutomaticUpdates(Updater updater, Runnable reboot, Waiting waiting, Journal journal) {
    this.updater = updater;
    this.reboot = reboot;
    this.waiting = waiting;
    this.journal = journal;
  }

  /// Until it is interrupted.
  @Override
  public void run() {
    try {
      while (true) {
        waiting.pause(PAUSE);
        step();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes the next step, if there is one now.
  void step() {
    switch (updater.nextStep()) {
      case NextStep.Begin(UpdateCommand command) -> begin(command);
      case NextStep.Reboot _ -> {
        journal.info("updates: the machine starts anew, as it does by itself");
        reboot.run();
      }
      case NextStep.Await _, NextStep.Nothing _ -> {}
    }
  }

  /// Somebody else may have begun something in between.
  private void begin(UpdateCommand command) {
    try {
      switch (command) {
        case REFRESH -> updater.refresh();
        case PREPARE -> updater.prepare();
        case ACTIVATE -> updater.activate();
        case DEACTIVATE -> updater.deactivate();
        case ROLLBACK -> updater.rollback();
      }
    } catch (RefusedUpdateException e) {
      journal.info("updates: " + e.getMessage());
    }
  }
}
