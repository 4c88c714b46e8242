package dev.carafe.image.cms;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.IssuerAndSerialNumber;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.SignedData;
import org.bouncycastle.asn1.pkcs.SignerInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/// Writes messages of PKCS #7, the older form of CMS, with one signer, as firmware takes them. No
/// time is in them: the same content and key give the same bytes.
///
/// Source: [RFC 2315, section 9](https://www.rfc-editor.org/rfc/rfc2315#section-9).
public final class SignedMessage {
  /// SHA-256, the only digest.
  public static final AlgorithmIdentifier SHA256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);

  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
  private static final ASN1Integer VERSION = new ASN1Integer(1);

  private SignedMessage() {}

  /// Signs bytes that stand elsewhere. The message is without the name of its type around it, for
  /// some firmware looks for the digest's name at a fixed place.
  public static byte[] detached(SigningKey key, byte[] content) {
    ContentInfo elsewhere = new ContentInfo(PKCSObjectIdentifiers.data, null);
    return encode(signed(key, elsewhere, signer(key, Optional.empty(), key.sign(content))));
  }

  /// Signs a structure, which is in the message.
  ///
  /// @param type what the structure is
  public static byte[] around(SigningKey key, ASN1ObjectIdentifier type, ASN1Sequence content) {
    ASN1Set attributes =
        new DERSet(
            new ASN1Encodable[] {
              attribute(PKCSObjectIdentifiers.pkcs_9_at_contentType, type),
              attribute(
                  PKCSObjectIdentifiers.pkcs_9_at_messageDigest,
                  new DEROctetString(digest(content).bytes()))
            });
    SignerInfo signer = signer(key, Optional.of(attributes), key.sign(encode(attributes)));
    return encode(
        new ContentInfo(
            PKCSObjectIdentifiers.signedData, signed(key, new ContentInfo(type, content), signer)));
  }

  /// The digest of what is in a structure, without its own tag and length: section 9.3.
  static Sha256 digest(ASN1Sequence content) {
    MessageDigest digest = Sha256.digest();
    for (ASN1Encodable part : content) {
      digest.update(encode(part));
    }
    return Sha256.of(digest.digest(), 0);
  }

  private static SignedData signed(SigningKey key, ContentInfo content, SignerInfo signer) {
    return new SignedData(
        VERSION,
        new DERSet(SHA256),
        content,
        new DERSet(Certificate.getInstance(encoded(key.certificate()))),
        null,
        new DERSet(signer));
  }

  private static SignerInfo signer(SigningKey key, Optional<ASN1Set> attributes, byte[] signature) {
    X509Certificate certificate = key.certificate();
    X500Name issuer = X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
    return new SignerInfo(
        VERSION,
        new IssuerAndSerialNumber(issuer, certificate.getSerialNumber()),
        SHA256,
        attributes.orElse(null),
        RSA,
        new DEROctetString(signature),
        null);
  }

  private static ASN1Encodable attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new DERSequence(new ASN1Encodable[] {type, new DERSet(value)});
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("could not encode a certificate that was read", e);
    }
  }

  static byte[] encode(ASN1Encodable structure) {
    try {
      return structure.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
