package dev.carafe.node.health;

import dev.carafe.node.host.FailedUnit;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.host.UnitState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Asks systemd, and its journal for what a unit has said.
///
/// @param journalctl the program that reads the journal
record UnitChecks(SystemManager system, Path journalctl, Processes processes) {
  private static final int LINES = 5;

  /// Which units have failed.
  Optional<String> fault() {
    try {
      List<FailedUnit> failed = system.failedUnits();
      return failed.isEmpty()
          ? Optional.empty()
          : Optional.of(
              failed.stream()
                  .map(unit -> unit.name() + " has failed: " + unit.result())
                  .collect(Collectors.joining(", ")));
    } catch (ProgramFailedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  Optional<String> fault(Check.UnitActive check) {
    try {
      UnitState state = system.state(check.unit());
      return state.active().equals("active")
          ? Optional.empty()
          : Optional.of(check.unit() + " is " + state.active() + ended(state));
    } catch (ProgramFailedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static String ended(UnitState state) {
    return state.result().isEmpty() || state.result().equals("success")
        ? ""
        : " (" + state.result() + ")";
  }

  /// What the first unit that has failed has said last.
  List<String> log() {
    try {
      return system.failedUnits().stream()
          .findFirst()
          .map(unit -> log(unit.name()))
          .orElse(List.of());
    } catch (ProgramFailedException _) {
      return List.of();
    }
  }

  /// What a unit has said last in this boot.
  List<String> log(String unit) {
    try {
      return processes
          .run(
              List.of(
                  journalctl.toString(),
                  "--quiet",
                  "--no-pager",
                  "--output=cat",
                  "--boot=0",
                  "--lines=" + LINES,
                  "--unit=" + unit),
              "")
          .lines()
          .toList();
    } catch (ProgramFailedException _) {
      return List.of();
    }
  }
}
