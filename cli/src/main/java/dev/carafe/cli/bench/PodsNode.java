package dev.carafe.cli.bench;

import java.io.IOException;
import java.util.Optional;

/// A node that is measured, as it runs.
interface PodsNode extends AutoCloseable {

  /// The health document; nothing while nobody answers.
  ///
  /// @throws IOException where nobody will any more
  Optional<String> health() throws IOException;

  /// What the agent has said.
  String journal() throws IOException, InterruptedException;

  /// What a pod has written.
  String log(String pod) throws IOException, InterruptedException;

  /// Kills the process that has a word in its command line.
  void kill(String word) throws IOException;

  @Override
  void close() throws IOException;
}
