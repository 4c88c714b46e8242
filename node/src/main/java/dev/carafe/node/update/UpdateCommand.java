package dev.carafe.node.update;

import java.util.Optional;

/// What can be asked for.
public enum UpdateCommand {
  /// Look what is offered.
  REFRESH("refresh"),
  /// Put what was chosen onto the disk.
  PREPARE("prepare"),
  /// Let the machine start it next.
  ACTIVATE("activate"),
  /// Let the machine start again what it runs.
  DEACTIVATE("deactivate"),
  /// Let the machine start next what it ran before. Bottlerocket has no such action.
  ROLLBACK("rollback");

  private final String word;

  UpdateCommand(String word) {
    this.word = word;
  }

  /// The one of a word.
  static Optional<UpdateCommand> of(String word) {
    for (UpdateCommand command : values()) {
      if (command.word.equals(word)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  /// Bottlerocket's word.
  @Override
  public String toString() {
    return word;
  }
}
