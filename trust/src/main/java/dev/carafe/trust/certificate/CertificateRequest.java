package dev.carafe.trust.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A request for a certificate, which shows that the asker has the key (PKCS#10).
///
/// Source: [RFC 2986](https://www.rfc-editor.org/rfc/rfc2986).
public final class CertificateRequest {
  private static final String WHAT = "a certificate request";

  private final byte[] encoded;
  private final SubjectName subject;
  private final AlternativeNames names;
  private final PublicKey publicKey;

  private CertificateRequest(
      byte[] encoded, SubjectName subject, AlternativeNames names, PublicKey publicKey) {
    this.encoded = encoded;
    this.subject = subject;
    this.names = names;
    this.publicKey = publicKey;
  }

  public static CertificateRequest create(
      KeyPair keys, SubjectName subject, AlternativeNames names) {
    byte[] attributes = names.isEmpty() ? new byte[0] : extensionRequest(names);
    byte[] content =
        Der.sequence(
            Der.integer(0),
            subject.encode(),
            keys.getPublic().getEncoded(),
            Der.element(Tag.contextAround(0), attributes));
    return parse(EcKeys.signed(content, keys.getPrivate()));
  }

  private static byte[] extensionRequest(AlternativeNames names) {
    byte[] extension = Der.sequence(Oid.SUBJECT_ALTERNATIVE_NAME, Der.octets(names.encode()));
    return Der.sequence(Oid.EXTENSION_REQUEST, Der.element(Tag.SET, Der.sequence(extension)));
  }

  /// A request as text.
  ///
  /// @throws MalformedException where the text is no request for a P-256 key
  /// @throws NotSignedException where the asker does not have the key
  public static CertificateRequest read(String pem) {
    return parse(Pem.only(Pem.REQUEST, WHAT, pem));
  }

  static CertificateRequest parse(byte[] encoded) {
    DerReader whole = new DerReader(WHAT, encoded);
    DerReader parts = whole.enter(Tag.SEQUENCE);
    whole.end();
    byte[] content = parts.whole();
    DerReader algorithm = parts.enter(Tag.SEQUENCE);
    boolean ours = Arrays.equals(algorithm.whole(), Oid.ECDSA_WITH_SHA256);
    byte[] signature = parts.value(Tag.BIT_STRING);
    parts.end();
    if (!ours || algorithm.hasMore() || signature.length == 0 || signature[0] != 0) {
      throw new MalformedException(WHAT, "it is not signed with ecdsa-with-SHA256");
    }
    CertificateRequest request = parseContent(encoded, content);
    byte[] bits = Arrays.copyOfRange(signature, 1, signature.length);
    if (!EcKeys.isSigned(content, bits, request.publicKey)) {
      throw new NotSignedException();
    }
    return request;
  }

  private static CertificateRequest parseContent(byte[] encoded, byte[] content) {
    DerReader parts = new DerReader(WHAT, content).enter(Tag.SEQUENCE);
    if (!Arrays.equals(parts.value(Tag.INTEGER), new byte[1])) {
      throw parts.wrong("its version is not 0");
    }
    SubjectName subject = SubjectName.decode(parts);
    PublicKey key = publicKey(parts.whole());
    AlternativeNames names = AlternativeNames.none();
    if (parts.hasMore()) {
      names = alternativeNames(parts.enter(Tag.contextAround(0)));
    }
    parts.end();
    return new CertificateRequest(encoded, subject, names, key);
  }

  private static PublicKey publicKey(byte[] encoded) {
    if (!EcKeys.isP256(encoded)) {
      throw new MalformedException(WHAT, "its key is not on the curve P-256");
    }
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new MalformedException(WHAT, e);
    }
  }

  /// What is asked for in other attributes and extensions is not for the asker to decide.
  private static AlternativeNames alternativeNames(DerReader attributes) {
    List<AlternativeNames> found = new ArrayList<>();
    while (attributes.hasMore()) {
      DerReader attribute = attributes.enter(Tag.SEQUENCE);
      if (Arrays.equals(attribute.whole(), Oid.EXTENSION_REQUEST)) {
        DerReader extensions = attribute.enter(Tag.SET).enter(Tag.SEQUENCE);
        while (extensions.hasMore()) {
          alternativeName(extensions.enter(Tag.SEQUENCE)).ifPresent(found::add);
        }
      }
    }
    if (found.size() > 1) {
      throw new MalformedException(WHAT, "it has alternative names twice");
    }
    return found.isEmpty() ? AlternativeNames.none() : found.getFirst();
  }

  private static Optional<AlternativeNames> alternativeName(DerReader extension) {
    if (!Arrays.equals(extension.whole(), Oid.SUBJECT_ALTERNATIVE_NAME)) {
      return Optional.empty();
    }
    if (extension.isNext(Tag.BOOLEAN)) {
      extension.whole();
    }
    byte[] value = extension.value(Tag.OCTET_STRING);
    return Optional.of(AlternativeNames.decode(new DerReader(WHAT, value)));
  }

  public SubjectName subject() {
    return subject;
  }

  public AlternativeNames names() {
    return names;
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  byte[] encoded() {
    return encoded.clone();
  }
}
