package dev.carafe.node.update;

import dev.carafe.settings.json.Json;

/// The updates of a node, as its API has them. What takes time is begun, and goes on when the
/// method has returned; [#status()] tells how it ended.
public interface Updates {

  /// Looks what is offered.
  ///
  /// @throws RefusedUpdateException where it is not begun
  void refresh();

  /// Puts what was chosen onto the disk.
  ///
  /// @throws RefusedUpdateException where it is not begun
  void prepare();

  /// Lets the machine start it next.
  ///
  /// @throws RefusedUpdateException where it is not begun
  void activate();

  /// Lets the machine start again what it runs.
  ///
  /// @throws RefusedUpdateException where it is not begun
  void deactivate();

  /// Lets the machine start next what it ran before.
  ///
  /// @throws RefusedUpdateException where it is not begun
  void rollback();

  /// How things are, as Bottlerocket's `GET /updates/status` answers.
  ///
  /// @throws RefusedUpdateException while a command is at work, and before the first
  Json.Struct status();

  /// What the node makes of what is offered, and what it will do by itself.
  ///
  /// @throws NoUpdateException where it is not known what is offered
  Json.Struct plan();

  /// What was tried.
  UpdateHistory history();
}
