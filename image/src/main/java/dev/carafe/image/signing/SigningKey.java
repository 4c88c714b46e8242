package dev.carafe.image.signing;

import java.security.cert.X509Certificate;

/// A key whose signatures firmware is to believe, wherever it is kept: a file, a token, a service
/// behind another program.
///
/// It is an RSA key, for firmware that was not built yesterday knows no other kind.
public interface SigningKey {

  /// What firmware knows the key by.
  X509Certificate certificate();

  /// The signature of some bytes, by PKCS #1 version 1.5 with SHA-256: the same for the same bytes.
  ///
  /// Source: [RFC 8017, section 8.2](https://www.rfc-editor.org/rfc/rfc8017#section-8.2).
  byte[] sign(byte[] bytes);
}
