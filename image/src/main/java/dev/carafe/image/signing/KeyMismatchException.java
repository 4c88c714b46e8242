package dev.carafe.image.signing;

import dev.carafe.image.ImageException;
import java.security.cert.X509Certificate;

/// A certificate and a key cannot be used together.
public final class KeyMismatchException extends ImageException {
  private static final long serialVersionUID = 1L;

  KeyMismatchException(X509Certificate certificate, String why) {
    super(
        "could not use the key of %s: %s"
            .formatted(certificate.getSubjectX500Principal().getName(), why));
  }
}
