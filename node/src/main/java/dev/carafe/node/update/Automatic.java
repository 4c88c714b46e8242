package dev.carafe.node.update;

/// What the node does by itself, as `settings.updates.automatic` has it.
public enum Automatic {
  /// Nothing.
  OFF("off"),
  /// It looks for updates and prepares them.
  DOWNLOAD("download"),
  /// It activates them and reboots too.
  APPLY("apply");

  private final String word;

  Automatic(String word) {
    this.word = word;
  }

  /// The setting's word.
  @Override
  public String toString() {
    return word;
  }
}
