package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.certificate.Pem;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// How a kind of keys signs.
///
/// Source: TUF 1.0.34, section 4.2.1 "Metadata format: keys".
public enum Scheme {
  ED25519("ed25519", "Ed25519"),
  ECDSA_P256("ecdsa-sha2-nistp256", "EC"),
  RSA_PSS("rsassa-pss-sha256", "RSA");

  private static final HexFormat HEX = HexFormat.of();

  /// What stands before the 32 bytes of a key of Ed25519 in the form that the JDK reads.
  ///
  /// Source: [RFC 8410](https://www.rfc-editor.org/rfc/rfc8410), section 4.
  private static final byte[] ED25519_HEAD = HEX.parseHex("302a300506032b6570032100");

  private static final int SALT = 32;
  private static final int RSA_BITS = 3072;

  private final String word;
  private final String algorithm;

  Scheme(String word, String algorithm) {
    this.word = word;
    this.algorithm = algorithm;
  }

  /// That of a key in metadata, if it is known here.
  static Optional<Scheme> of(Json.Struct key) {
    String word = key.text("scheme").orElse("");
    String type = key.text("keytype").orElse("");
    return Arrays.stream(values())
        .filter(scheme -> scheme.word.equals(word) && scheme.isType(type))
        .findFirst();
  }

  private boolean isType(String type) {
    return type.equals(type()) || (this == ECDSA_P256 && type.equals(word));
  }

  private String type() {
    return switch (this) {
      case ED25519 -> "ed25519";
      case ECDSA_P256 -> "ecdsa";
      case RSA_PSS -> "rsa";
    };
  }

  /// A new pair of keys.
  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      switch (this) {
        case ED25519 -> {}
        case ECDSA_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
        case RSA_PSS ->
            generator.initialize(new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A public key as it stands in metadata.
  Json.Struct json(PublicKey key) {
    byte[] encoded = key.getEncoded();
    String text =
        this == ED25519
            ? HEX.formatHex(encoded, ED25519_HEAD.length, encoded.length)
            : Pem.write(key);
    return Json.object()
        .with("keytype", type())
        .with("scheme", word)
        .with("keyval", Json.object().with("public", text).build())
        .build();
  }

  /// @param value as it stands in metadata
  PublicKey publicKey(String value) throws GeneralSecurityException {
    byte[] encoded = this == ED25519 ? headed(HEX.parseHex(value)) : Pem.publicKey(value);
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static byte[] headed(byte[] raw) {
    byte[] encoded = Arrays.copyOf(ED25519_HEAD, ED25519_HEAD.length + raw.length);
    System.arraycopy(raw, 0, encoded, ED25519_HEAD.length, raw.length);
    return encoded;
  }

  /// A public key of this kind.
  ///
  /// @param encoded as `SubjectPublicKeyInfo`
  /// @return nothing where it is one of another kind
  Optional<PublicKey> publicKey(byte[] encoded) {
    try {
      PublicKey key =
          KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
      return this == ECDSA_P256 && !EcKeys.isP256(encoded) ? Optional.empty() : Optional.of(key);
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  /// A private key of this kind.
  ///
  /// @param encoded in PKCS#8
  PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /// What signs and checks.
  Signature signature() throws GeneralSecurityException {
    return switch (this) {
      case ED25519 -> Signature.getInstance("Ed25519");
      case ECDSA_P256 -> Signature.getInstance("SHA256withECDSA");
      case RSA_PSS -> {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT, 1));
        yield signature;
      }
    };
  }
}
