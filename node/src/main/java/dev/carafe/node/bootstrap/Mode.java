package dev.carafe.node.bootstrap;

/// When something is done at the boot.
public enum Mode {
  OFF("off"),
  /// Until it has succeeded once, which makes it [#OFF].
  ONCE("once"),
  ALWAYS("always");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
