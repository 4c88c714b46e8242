package dev.carafe.trust.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// Keys on the curve P-256, the only ones that we make and certify.
///
/// Source: [FIPS 186-5](https://doi.org/10.6028/NIST.FIPS.186-5) and [RFC
/// 5480](https://www.rfc-editor.org/rfc/rfc5480).
public final class EcKeys {
  private static final String SIGNATURE = "SHA256withECDSA";

  /// All of a public key's encoding but the two coordinates of its point.
  private static final byte[] PREFIX =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  private static final int COORDINATES = 64;
  private static final int ENCODED = PREFIX.length + COORDINATES;

  private EcKeys() {}

  public static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether a private key is the one that a public key belongs to.
  public static boolean match(PrivateKey privateKey, PublicKey publicKey) {
    byte[] nonce = new byte[32];
    new SecureRandom().nextBytes(nonce);
    try {
      return isSigned(nonce, sign(nonce, privateKey), publicKey);
    } catch (IllegalStateException _) {
      return false;
    }
  }

  /// A public key by its point.
  ///
  /// @param coordinates 32 bytes each
  public static PublicKey publicKey(byte[] coordinates) {
    byte[] encoded = Arrays.copyOf(PREFIX, ENCODED);
    System.arraycopy(coordinates, 0, encoded, PREFIX.length, COORDINATES);
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new MalformedException("a public key", e);
    }
  }

  /// A signature as certificates and TUF have it, from its two numbers alone, as tokens give it.
  ///
  /// Source: [RFC 3279](https://www.rfc-editor.org/rfc/rfc3279), section 2.2.3.
  ///
  /// @param numbers 32 bytes each
  public static byte[] signature(byte[] numbers) {
    int half = numbers.length / 2;
    return Der.sequence(
        Der.integer(new BigInteger(1, numbers, 0, half)),
        Der.integer(new BigInteger(1, numbers, half, half)));
  }

  /// Whether an encoded public key is one.
  public static boolean isP256(byte[] encoded) {
    return encoded.length == ENCODED
        && Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
  }

  static byte[] sign(byte[] bytes, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(key);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key cannot sign: " + e.getMessage(), e);
    }
  }

  static boolean isSigned(byte[] bytes, byte[] signed, PublicKey key) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initVerify(key);
      signature.update(bytes);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /// A signed structure, as certificates and requests are: content, algorithm, signature.
  static byte[] signed(byte[] content, PrivateKey key) {
    return Der.sequence(
        content, Der.sequence(Oid.ECDSA_WITH_SHA256), Der.bits(0, sign(content, key)));
  }
}
