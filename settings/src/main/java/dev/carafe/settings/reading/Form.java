package dev.carafe.settings.reading;

/// How settings are written.
public enum Form {
  /// A table `settings` in TOML.
  TOML,
  /// Kubernetes' manifests.
  MANIFESTS,
  /// What Container-Optimized OS takes for one container.
  CONTAINER_DECLARATION
}
