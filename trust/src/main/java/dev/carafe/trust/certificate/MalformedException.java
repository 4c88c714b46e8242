package dev.carafe.trust.certificate;

/// A text or file is not the PEM, key, certificate or request that it should be.
public final class MalformedException extends TrustException {
  private static final long serialVersionUID = 1L;

  public MalformedException(String what, String why) {
    super("could not read " + what + ": " + why);
  }

  MalformedException(String what, Throwable cause) {
    super("could not read " + what + ": " + cause.getMessage(), cause);
  }
}
