package dev.carafe.node.identity;

import java.security.cert.CertificateException;

/// A client's certificate is not accepted.
final class UntrustedException extends CertificateException {
  private static final long serialVersionUID = 1L;

  UntrustedException(String why) {
    super(why);
  }
}
