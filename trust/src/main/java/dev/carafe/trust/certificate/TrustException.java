package dev.carafe.trust.certificate;

/// Keys, certificates and requests that cannot be used.
public abstract class TrustException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrustException(String message) {
    super(message);
  }

  TrustException(String message, Throwable cause) {
    super(message, cause);
  }
}
