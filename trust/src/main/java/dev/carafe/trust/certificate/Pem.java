package dev.carafe.trust.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Keys, certificates and requests as text.
///
/// Source: [RFC 7468](https://www.rfc-editor.org/rfc/rfc7468).
public final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";
  static final String REQUEST = "CERTIFICATE REQUEST";
  private static final String PUBLIC_KEY = "PUBLIC KEY";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  private Pem() {}

  public static String write(X509Certificate certificate) {
    try {
      return write(CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// PKCS#8, not encrypted.
  public static String write(PrivateKey key) {
    return write(PRIVATE_KEY, key.getEncoded());
  }

  /// `SubjectPublicKeyInfo`.
  public static String write(PublicKey key) {
    return write(PUBLIC_KEY, key.getEncoded());
  }

  public static String write(CertificateRequest request) {
    return write(REQUEST, request.encoded());
  }

  private static String write(String label, byte[] bytes) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return BEGIN
        + label
        + DASHES
        + "\n"
        + lines.encodeToString(bytes)
        + "\n"
        + END
        + label
        + DASHES
        + "\n";
  }

  /// All certificates in a text, at least one.
  ///
  /// @throws MalformedException where one is none, or there is none
  public static List<X509Certificate> certificates(String text) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] block : blocks(CERTIFICATE, text)) {
      certificates.add(Certificates.decode(block));
    }
    if (certificates.isEmpty()) {
      throw new MalformedException("a certificate", "there is no '" + BEGIN + CERTIFICATE + "'");
    }
    return certificates;
  }

  /// The only certificate in a text.
  ///
  /// @throws MalformedException where there is none, or more than one
  public static X509Certificate certificate(String text) {
    List<X509Certificate> certificates = certificates(text);
    if (certificates.size() > 1) {
      throw new MalformedException("a certificate", "there are " + certificates.size());
    }
    return certificates.getFirst();
  }

  /// A P-256 key in PKCS#8.
  ///
  /// @throws MalformedException where the text is none
  public static PrivateKey privateKey(String text) {
    return privateKey("EC", text);
  }

  /// An RSA key in PKCS#8, as those are that firmware believes.
  ///
  /// @throws MalformedException where the text is none
  public static PrivateKey rsaKey(String text) {
    return privateKey("RSA", text);
  }

  private static PrivateKey privateKey(String algorithm, String text) {
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(encodedPrivateKey(text)));
    } catch (GeneralSecurityException e) {
      throw new MalformedException("a private key", e);
    }
  }

  /// A private key of any kind, as the bytes of its PKCS#8.
  ///
  /// @throws MalformedException where the text is none
  public static byte[] encodedPrivateKey(String text) {
    return only(PRIVATE_KEY, "a private key", text);
  }

  /// Whether a text has a private key, or says that it has.
  public static boolean hasPrivateKey(String text) {
    return text.contains(BEGIN + PRIVATE_KEY);
  }

  /// A public key of any kind, as the bytes of its `SubjectPublicKeyInfo`.
  ///
  /// @throws MalformedException where the text is none
  public static byte[] publicKey(String text) {
    return only(PUBLIC_KEY, "a public key", text);
  }

  static byte[] only(String label, String what, String text) {
    List<byte[]> blocks = blocks(label, text);
    if (blocks.size() != 1) {
      throw new MalformedException(
          what, "there is '" + BEGIN + label + "' " + blocks.size() + " times, expected once");
    }
    return blocks.getFirst();
  }

  /// The blocks with a label; what stands between blocks means nothing.
  private static List<byte[]> blocks(String label, String text) {
    List<byte[]> blocks = new ArrayList<>();
    String begin = BEGIN + label + DASHES;
    String end = END + label + DASHES;
    for (int start = text.indexOf(begin); start >= 0; start = text.indexOf(begin, start)) {
      start += begin.length();
      int stop = text.indexOf(end, start);
      if (stop < 0) {
        throw new MalformedException("PEM", "there is no '" + end + "'");
      }
      blocks.add(decode(text.substring(start, stop)));
      start = stop;
    }
    return blocks;
  }

  private static byte[] decode(String base64) {
    StringBuilder digits = new StringBuilder(base64.length());
    for (int i = 0; i < base64.length(); i++) {
      if (" \t\r\n".indexOf(base64.charAt(i)) < 0) {
        digits.append(base64.charAt(i));
      }
    }
    try {
      return Base64.getDecoder().decode(digits.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("PEM", e);
    }
  }
}
