package dev.carafe.node.tpm;

import java.io.IOException;

/// A way to a TPM 2.0, which takes one command at a time.
public interface TpmChannel extends AutoCloseable {

  /// Sends a command, and waits for its answer.
  byte[] transmit(byte[] command) throws IOException;

  @Override
  void close() throws IOException;
}
