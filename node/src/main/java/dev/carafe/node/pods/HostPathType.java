package dev.carafe.node.pods;

/// What must be at a path of the host, or is made there; with Kubernetes' words.
public enum HostPathType {
  ANYTHING(""),
  DIRECTORY_OR_CREATE("DirectoryOrCreate"),
  DIRECTORY("Directory"),
  FILE_OR_CREATE("FileOrCreate"),
  FILE("File"),
  SOCKET("Socket");

  private final String word;

  HostPathType(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
