package dev.carafe.disk.delta;

/// Hears how far the application of a delta is. Whoever wants it to stop throws.
@FunctionalInterface
public interface DeltaProgress {
  /// Hears nothing.
  DeltaProgress SILENT = _ -> {};

  /// The result of one more operation was looked at, or written.
  void advanced(Operation operation);
}
