package dev.carafe.node.provisioning;

/// What a document of user data is for.
sealed interface Purpose {

  record Settings() implements Purpose {}

  record Network() implements Purpose {}

  /// For another system.
  record Foreign(String what) implements Purpose {}
}
