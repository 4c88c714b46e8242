package dev.carafe.node.tpm;

import java.io.IOException;
import java.util.Optional;

/// Where a TPM is, if there is one.
@FunctionalInterface
public interface TpmSource {

  /// Opens a way to it; empty where the machine has none.
  Optional<TpmChannel> open() throws IOException;
}
