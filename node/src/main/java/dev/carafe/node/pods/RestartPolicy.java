package dev.carafe.node.pods;

/// When an ended container is started again.
public enum RestartPolicy {
  ALWAYS("Always"),
  ON_FAILURE("OnFailure"),
  NEVER("Never");

  private final String word;

  RestartPolicy(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
