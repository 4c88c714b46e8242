package dev.carafe.trust.certificate;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/// What is said of certificates everywhere.
public final class Certificates {
  private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

  private Certificates() {}

  static X509Certificate decode(byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw new MalformedException("a certificate", e);
    }
  }

  /// What the certificate calls its key; computed where it says nothing.
  static byte[] keyIdentifier(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
    if (extension == null) {
      return Draft.keyIdentifier(certificate.getPublicKey().getEncoded());
    }
    String what = "a subject key identifier";
    byte[] value = new DerReader(what, extension).value(Tag.OCTET_STRING);
    return new DerReader(what, value).value(Tag.OCTET_STRING);
  }

  /// The SHA-256 digest as `openssl x509 -fingerprint -sha256` prints it: `1A:2B:…`.
  public static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The serial number in hexadecimal, as `revoked-serials` has it: `1a2b…`.
  public static String serial(X509Certificate certificate) {
    String hex = certificate.getSerialNumber().toString(16).toLowerCase(Locale.ROOT);
    return hex.length() % 2 == 0 ? hex : "0" + hex;
  }
}
