package dev.carafe.node.pods;

/// When an image is fetched.
public enum PullPolicy {
  ALWAYS("Always"),
  IF_NOT_PRESENT("IfNotPresent"),
  NEVER("Never");

  private final String word;

  PullPolicy(String word) {
    this.word = word;
  }

  /// What Kubernetes does where nothing is said: a moving tag is fetched each time.
  static PullPolicy defaultFor(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    return last.endsWith(":latest") || (!last.contains(":") && !last.contains("@"))
        ? ALWAYS
        : IF_NOT_PRESENT;
  }

  @Override
  public String toString() {
    return word;
  }
}
