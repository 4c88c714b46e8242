package dev.carafe.node.report;

/// Who can see whether a check passes.
enum Mode {
  AUTOMATIC("Automatic"),
  MANUAL("Manual");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
