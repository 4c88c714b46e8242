package dev.carafe.node.log;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// What was said, one by one.
interface LogLines extends AutoCloseable {

  /// The next; empty where none came for so long, or none will.
  Optional<LogLine> next(Duration longest) throws IOException, InterruptedException;

  /// Whether none will come any more.
  boolean isOver();

  @Override
  void close();
}
