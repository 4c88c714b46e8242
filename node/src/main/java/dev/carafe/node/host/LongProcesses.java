package dev.carafe.node.host;

import java.util.List;

/// The door to programs that run on.
@FunctionalInterface
public interface LongProcesses {

  /// Starts a program that reads nothing. What it has to complain about goes where the agent's own
  /// words go.
  ///
  /// @param command the program's absolute path and its arguments
  /// @throws ProgramFailedException when it cannot be started
  RunningProgram start(List<String> command);
}
