package dev.carafe.node.disks;

/// What a disk can be formatted as.
public enum FileSystemKind {
  XFS("xfs"),
  EXT4("ext4");

  private final String word;

  FileSystemKind(String word) {
    this.word = word;
  }

  /// As `mkfs.` and the kernel have it.
  public String word() {
    return word;
  }
}
