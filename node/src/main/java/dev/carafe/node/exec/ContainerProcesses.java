package dev.carafe.node.exec;

import java.util.List;
import java.util.Optional;

/// Starts processes in containers.
@FunctionalInterface
public interface ContainerProcesses {

  /// Starts one.
  ///
  /// @param target `POD/CONTAINER`, or `POD` where it has one container only
  /// @param terminal empty for pipes
  /// @throws RefusedTargetException where there is no such container, or it does not run
  /// @throws NotStartedException where the program cannot be run in it
  ContainerProcess start(String target, List<String> command, Optional<Terminal> terminal);
}
