package dev.carafe.trust.certificate;

/// A certificate request is not signed by the key that it asks a certificate for.
public final class NotSignedException extends TrustException {
  private static final long serialVersionUID = 1L;

  NotSignedException() {
    super("could not accept the certificate request: its signature is not by the key in it");
  }
}
