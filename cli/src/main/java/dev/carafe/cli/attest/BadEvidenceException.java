package dev.carafe.cli.attest;

/// What a node has answered is not what a TPM or a firmware writes.
final class BadEvidenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param what it should be: `the quote`
  BadEvidenceException(String what, String why) {
    super(what + " " + why);
  }
}
