package dev.carafe.node.tpm;

import dev.carafe.node.NodeException;

/// A TPM does not do what it was asked to.
public final class TpmException extends NodeException {
  private static final long serialVersionUID = 1L;

  TpmException(String why) {
    super("could not ask the TPM: " + why);
  }
}
