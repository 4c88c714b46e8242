package dev.carafe.node.api;

/// What a caller must be allowed to do, for a request to be answered.
enum Permission {
  /// See how the node does, and its settings without secrets.
  READ,

  /// Change what runs, but not who may reach the node and whom it trusts.
  OPERATE,

  /// Everything.
  ADMINISTER
}
