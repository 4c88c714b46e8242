package dev.carafe.node.identity;

/// A certificate that the node was given cannot be its own.
public final class RefusedCertificateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedCertificateException(String why) {
    super("could not install the certificate: " + why);
  }
}
