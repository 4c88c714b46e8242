package dev.carafe.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there is to see of a node after a cut in an update.
///
/// @param running the version of the system that runs
/// @param message `settings.motd`
/// @param outcomes of the updates that the node remembers, the last at the end
/// @param disk what the cut has left there that must not be
record UpdateSight(
    String running, Optional<String> message, List<String> outcomes, List<String> disk) {
  private static final String MISSING = "nothing";

  UpdateSight {
    outcomes = List.copyOf(outcomes);
    disk = List.copyOf(disk);
  }

  /// All that is not as it must be.
  ///
  /// @param phase in which the power went
  /// @param kept what the message must be
  List<String> faults(UpdatePhase phase, OfferedUpdate update, String kept) {
    List<String> faults = new ArrayList<>();
    if (!allowed(phase, update).contains(running)) {
      faults.add("%s runs after a cut in %s".formatted(running, phase));
    }
    if (!message.equals(Optional.of(kept))) {
      faults.add("settings.motd is " + message.orElse(MISSING));
    }
    String last = outcomes.isEmpty() ? MISSING : outcomes.getLast();
    if (running.equals(update.to()) && !List.of("staged", "activated", "blessed").contains(last)) {
      faults.add("the history of updates ends with " + last);
    }
    if (outcomes.contains("rolled-back")) {
      faults.add("the history tells of a way back");
    }
    faults.addAll(disk);
    return faults;
  }

  private static List<String> allowed(UpdatePhase phase, OfferedUpdate update) {
    return switch (phase.stage()) {
      case WRITING -> List.of(update.from());
      case CHOOSING -> List.of(update.from(), update.to());
      case TRIAL -> List.of(update.to());
    };
  }
}
