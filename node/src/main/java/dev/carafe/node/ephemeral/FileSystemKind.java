package dev.carafe.node.ephemeral;

/// What a disk can be formatted as.
public enum FileSystemKind {
  XFS("xfs"),
  EXT4("ext4");

  private final String program;

  FileSystemKind(String program) {
    this.program = program;
  }

  /// As `mkfs.` and the kernel have it.
  String label() {
    return program;
  }
}
