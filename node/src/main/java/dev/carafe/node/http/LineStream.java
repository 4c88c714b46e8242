package dev.carafe.node.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Lines of an answer that has no known end, which are asked for one by one: whoever does not read
/// keeps the next one from being made.
public interface LineStream extends AutoCloseable {

  /// The next line with its end; empty where none came for so long, or none will.
  Optional<byte[]> next(Duration longest) throws IOException, InterruptedException;

  /// Whether no line will come any more.
  boolean isOver();

  /// Ends what makes the lines, when the client has gone or the last line was taken.
  @Override
  void close();

  /// Where such lines come from.
  @FunctionalInterface
  interface Source {
    LineStream open() throws IOException;
  }
}
