package dev.carafe.trust.certificate;

/// What a certificate may be shown for.
///
/// Source: [RFC 5280, section 4.2.1.12](https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12).
public enum Usage {
  SERVER("1.3.6.1.5.5.7.3.1"),
  CLIENT("1.3.6.1.5.5.7.3.2");

  private final String identifier;

  Usage(String identifier) {
    this.identifier = identifier;
  }

  /// As [java.security.cert.X509Certificate#getExtendedKeyUsage()] gives it.
  public String identifier() {
    return identifier;
  }
}
