package dev.carafe.cli.soak;

/// What a node with pods may be about when its power goes.
public enum Activity {
  /// An image is pulled and unpacked, for a pod that takes the place of another.
  PULL,
  /// Containers are killed and started again.
  RESTARTS,
  /// A container writes its log as fast as it can.
  LOG
}
