package dev.carafe.trust.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// A certificate before it is signed.
///
/// Source: [RFC 5280, section 4.1](https://www.rfc-editor.org/rfc/rfc5280#section-4.1).
final class Draft {
  private static final BigInteger VERSION_3 = BigInteger.TWO;
  private static final int SERIAL_BITS = 128;
  private static final int KEY_CERT_SIGN_AND_CRL_SIGN = 0x06;
  private static final int DIGITAL_SIGNATURE = 0x80;

  private final byte[] subject;
  private final byte[] publicKey;
  private final Validity validity;
  private final List<byte[]> extensions = new ArrayList<>();

  private Draft(SubjectName subject, byte[] publicKey, Validity validity) {
    this.subject = subject.encode();
    this.publicKey = publicKey;
    this.validity = validity;
    extend(Oid.SUBJECT_KEY_IDENTIFIER, false, Der.octets(keyIdentifier(publicKey)));
  }

  /// Of an authority that certifies others, but no further authorities.
  static Draft authority(SubjectName subject, byte[] publicKey, Validity validity) {
    Draft draft = new Draft(subject, publicKey, validity);
    draft.extend(Oid.BASIC_CONSTRAINTS, true, Der.sequence(Der.yes(), Der.integer(0)));
    draft.extend(Oid.KEY_USAGE, true, Der.bits(1, new byte[] {KEY_CERT_SIGN_AND_CRL_SIGN}));
    return draft;
  }

  /// Of a server or client.
  static Draft of(Terms terms, byte[] publicKey) {
    Draft draft = new Draft(terms.subject(), publicKey, terms.validity());
    draft.extend(Oid.BASIC_CONSTRAINTS, true, Der.sequence());
    draft.extend(Oid.KEY_USAGE, true, Der.bits(7, new byte[] {(byte) DIGITAL_SIGNATURE}));
    draft.extend(Oid.EXTENDED_KEY_USAGE, false, usages(terms.usages()));
    if (!terms.names().isEmpty()) {
      draft.extend(Oid.SUBJECT_ALTERNATIVE_NAME, false, terms.names().encode());
    }
    return draft;
  }

  private static byte[] usages(Set<Usage> usages) {
    List<byte[]> identifiers = new ArrayList<>();
    for (Usage usage : Usage.values()) {
      if (usages.contains(usage)) {
        identifiers.add(Der.objectIdentifier(usage.identifier()));
      }
    }
    return Der.sequence(identifiers);
  }

  /// [RFC 7093, section 2](https://www.rfc-editor.org/rfc/rfc7093#section-2), method 1: 160 bits of
  /// the SHA-256 of the point.
  static byte[] keyIdentifier(byte[] publicKey) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(publicKey, publicKey.length - 65, 65);
      return Arrays.copyOf(sha256.digest(), 20);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void extend(byte[] identifier, boolean critical, byte[] value) {
    byte[] octets = Der.octets(value);
    extensions.add(
        critical ? Der.sequence(identifier, Der.yes(), octets) : Der.sequence(identifier, octets));
  }

  X509Certificate selfSigned(PrivateKey key) {
    return signed(subject, keyIdentifier(publicKey), key);
  }

  /// @param issuer the encoded name of the authority
  X509Certificate signed(byte[] issuer, byte[] issuerKey, PrivateKey key) {
    extend(
        Oid.AUTHORITY_KEY_IDENTIFIER, false, Der.sequence(Der.element(Tag.context(0), issuerKey)));
    byte[] content =
        Der.sequence(
            Der.element(Tag.contextAround(0), Der.integer(VERSION_3)),
            Der.integer(serial()),
            Der.sequence(Oid.ECDSA_WITH_SHA256),
            issuer,
            validity.encode(),
            subject,
            publicKey,
            Der.element(Tag.contextAround(3), Der.sequence(extensions)));
    return Certificates.decode(EcKeys.signed(content, key));
  }

  /// Not to be guessed, and positive.
  private static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 2);
  }
}
