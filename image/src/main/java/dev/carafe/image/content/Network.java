package dev.carafe.image.content;

/// Whether a build may use the network.
public enum Network {
  ONLINE,

  /// Only what the cache holds is used; what it lacks is an error that names it.
  OFFLINE
}
