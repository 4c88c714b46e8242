package dev.carafe.image.progress;

/// Where long work says how far it is. Drawn as bars on a terminal and as plain lines elsewhere;
/// work never knows which.
public interface Progress {

  /// Begins a piece of work.
  ///
  /// @param what what is being done, as a person reads it: `fetching 112 packages`
  /// @param total its size in `unit`s, or 0 where it is not known
  Task begin(String what, long total, Unit unit);

  /// Hears nothing.
  Progress SILENT = (what, total, unit) -> new Task() {};

  /// What a task counts.
  enum Unit {
    BYTES,
    ITEMS
  }

  /// One piece of work under way; closing it ends it. Safe for use by several threads.
  interface Task extends AutoCloseable {

    /// So many units more are done.
    default void advance(long units) {}

    @Override
    default void close() {}
  }
}
