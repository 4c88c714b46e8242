package dev.carafe.image.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;

/// A key in memory.
///
/// It has 2048 bits: what every firmware takes, where longer ones are a matter of luck.
public final class RsaKey implements SigningKey {
  private static final int BITS = 2048;
  private static final String SIGNATURE = "SHA256withRSA";

  private final X509Certificate certificate;
  private final PrivateKey privateKey;

  private RsaKey(X509Certificate certificate, PrivateKey privateKey) {
    this.certificate = certificate;
    this.privateKey = privateKey;
  }

  /// A new one, with a certificate that only it vouches for.
  ///
  /// @param name what firmware shows of it
  public static RsaKey make(String name, Instant from, Instant until) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      SelfSigned draft = new SelfSigned(name, pair.getPublic(), from, until);
      return new RsaKey(
          draft.certificate(bytes -> sign(bytes, pair.getPrivate())), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /// One that was made before.
  ///
  /// @throws KeyMismatchException where the two are not a certificate of an RSA key, and that key
  public static RsaKey of(X509Certificate certificate, PrivateKey privateKey) {
    PublicKey publicKey = certificate.getPublicKey();
    if (!(publicKey instanceof RSAKey open) || !(privateKey instanceof RSAKey secret)) {
      throw new KeyMismatchException(certificate, "expected an RSA key, found another kind");
    }
    if (!open.getModulus().equals(secret.getModulus())) {
      throw new KeyMismatchException(certificate, "the key belongs to another certificate");
    }
    return new RsaKey(certificate, privateKey);
  }

  @Override
  public X509Certificate certificate() {
    return certificate;
  }

  /// The secret part, for keeping.
  public PrivateKey privateKey() {
    return privateKey;
  }

  @Override
  public byte[] sign(byte[] bytes) {
    return sign(bytes, privateKey);
  }

  private static byte[] sign(byte[] bytes, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(key);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key cannot sign: " + e.getMessage(), e);
    }
  }
}
