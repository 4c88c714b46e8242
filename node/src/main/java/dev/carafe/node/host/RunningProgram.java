package dev.carafe.node.host;

import java.io.InputStream;

/// A program that runs until it is ended.
public interface RunningProgram extends AutoCloseable {

  /// What it writes. Has an end when the program has one.
  InputStream output();

  /// Ends it at once. For any thread, also while another reads.
  @Override
  void close();
}
