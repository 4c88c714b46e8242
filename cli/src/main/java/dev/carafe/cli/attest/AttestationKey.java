package dev.carafe.cli.attest;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.certificate.Pem;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;

/// The key by which a TPM signs what it says of itself.
///
/// Source: [TPM 2.0
/// Library](https://trustedcomputinggroup.org/resource/tpm-library-specification/), Part 1, section
/// "Names"; Part 2, sections "TPMT_PUBLIC", "TPMA_OBJECT", "TPMT_SIGNATURE".
///
/// @param qualifiedName what its TPM calls it in a quote, in hexadecimal: a digest of its place and
///   of all that the TPM was told of it
record AttestationKey(PublicKey key, String qualifiedName) {
  private static final int ECC = 0x23;
  private static final int SHA_256 = 0xb;
  private static final int ECDSA = 0x18;
  private static final int NONE = 0x10;
  private static final int P_256 = 3;
  private static final int COORDINATE = 32;

  /// The algorithm of a name, as it stands before the digest.
  private static final String NAMED_BY = "000b";

  /// `TPM_RH_ENDORSEMENT`, the hierarchy of which it is.
  private static final String PARENT = "4000000b";

  /// `fixedTPM`, `fixedParent`, `sensitiveDataOrigin`, `restricted`, `sign`.
  private static final long DEMANDED = 0x50032;

  /// `decrypt`, `x509sign`.
  private static final long FORBIDDEN = 0xa0000;

  /// Reads a `TPMT_PUBLIC`.
  ///
  /// @throws BadEvidenceException where it is no such key
  static AttestationKey of(byte[] bytes) {
    Fields fields = Fields.ofTpm("the attestation key", bytes);
    fields.demand("type", ECC, fields.u16());
    fields.demand("name algorithm", SHA_256, fields.u16());
    long attributes = fields.u32();
    fields.demand("attributes", DEMANDED, attributes & (DEMANDED | FORBIDDEN));
    byte[] _ = fields.sized(); // who may use it
    fields.demand("cipher", NONE, fields.u16());
    fields.demand("scheme", ECDSA, fields.u16());
    fields.demand("digest", SHA_256, fields.u16());
    fields.demand("curve", P_256, fields.u16());
    fields.demand("key derivation", NONE, fields.u16());
    byte[] point = pair(fields);
    fields.demandEnd();
    return new AttestationKey(EcKeys.publicKey(point), qualifiedName(bytes));
  }

  private static String qualifiedName(byte[] bytes) {
    String name = NAMED_BY + Sha256.of(bytes);
    return NAMED_BY + Sha256.of(HexFormat.of().parseHex(PARENT + name));
  }

  /// Two numbers of at most 32 bytes, as so many each.
  private static byte[] pair(Fields fields) {
    byte[] pair = new byte[2 * COORDINATE];
    for (int end = COORDINATE; end <= pair.length; end += COORDINATE) {
      byte[] number = fields.sized();
      if (number.length > COORDINATE) {
        throw fields.fault("has a number of %d bytes, expected 32".formatted(number.length));
      }
      System.arraycopy(number, 0, pair, end - number.length, number.length);
    }
    return pair;
  }

  /// Whether it has made a signature.
  ///
  /// @param signature a `TPMT_SIGNATURE`
  /// @throws BadEvidenceException where that is none of ECDSA and SHA-256
  boolean hasSigned(byte[] bytes, byte[] signature) {
    Fields fields = Fields.ofTpm("the signature", signature);
    fields.demand("algorithm", ECDSA, fields.u16());
    fields.demand("digest", SHA_256, fields.u16());
    byte[] numbers = pair(fields);
    fields.demandEnd();
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key);
      verifier.update(bytes);
      return verifier.verify(numbers);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /// Whether it is the one of an encoded `SubjectPublicKeyInfo`.
  boolean is(byte[] encoded) {
    return MessageDigest.isEqual(key.getEncoded(), encoded);
  }

  String pem() {
    return Pem.write(key);
  }

  String fingerprint() {
    return fingerprint(key.getEncoded());
  }

  /// The SHA-256 digest of a `SubjectPublicKeyInfo`: `1A:2B:…`.
  static String fingerprint(byte[] encoded) {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(Sha256.of(encoded).bytes());
  }
}
