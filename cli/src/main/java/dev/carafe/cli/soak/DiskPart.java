package dev.carafe.cli.soak;

/// A part of a node's disk that an update writes to.
enum DiskPart {
  /// The partition table, either copy.
  TABLE,
  /// Where the system's files go.
  SLOT,
  /// Where their hash tree goes.
  TREE,
  /// The EFI system partition.
  SYSTEM,
  /// The data partition.
  DATA
}
