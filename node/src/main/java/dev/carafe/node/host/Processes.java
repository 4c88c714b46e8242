package dev.carafe.node.host;

import java.util.List;

/// The only door to other programs.
@FunctionalInterface
public interface Processes {

  /// Runs a program to its end, and returns what it wrote.
  ///
  /// @param command the program's absolute path and its arguments
  /// @param input what it reads
  /// @throws ProgramFailedException when it cannot be started or does not end with 0
  String run(List<String> command, String input);
}
