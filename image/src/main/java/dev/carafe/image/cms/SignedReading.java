package dev.carafe.image.cms;

import dev.carafe.disk.bytes.Sha256;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.NoSuchElementException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.SignedData;
import org.bouncycastle.asn1.pkcs.SignerInfo;
import org.jspecify.annotations.Nullable;

/// A message of [SignedMessage#around], whose signature holds. Whether its signer is to be believed
/// is for others to say.
///
/// @param signer who signed it, by his own certificate
public record SignedReading(X509Certificate signer, ASN1Sequence content) {
  private static final String SIGNATURE = "SHA256withRSA";

  /// Reads a message.
  ///
  /// @param what how messages call what is signed
  /// @param type what the content must be
  /// @throws BadSignedDataException where it is none, or its signature is of something else
  public static SignedReading of(String what, byte[] message, ASN1ObjectIdentifier type) {
    try {
      ContentInfo whole = ContentInfo.getInstance(ASN1Sequence.getInstance(message));
      SignedData data = SignedData.getInstance(demand(whole.getContent(), "content"));
      ContentInfo info = data.getContentInfo();
      if (!info.getContentType().equals(type)) {
        throw new BadSignedDataException(what, "its signature is of something else");
      }
      ASN1Sequence content = ASN1Sequence.getInstance(demand(info.getContent(), "content"));
      X509Certificate signer = certificate(demand(data.getCertificates(), "certificate"));
      SignerInfo signature =
          SignerInfo.getInstance(demand(data.getSignerInfos(), "signer").getObjectAt(0));
      if (!named(signature).equals(signer.getSerialNumber())) {
        throw new BadSignedDataException(what, "its signature is by a key that is not named");
      }
      ASN1Set attributes = demand(signature.getAuthenticatedAttributes(), "attributes");
      demandDigest(what, attributes, SignedMessage.digest(content));
      demandSignature(what, attributes, signature, signer);
      return new SignedReading(signer, content);
    } catch (IllegalArgumentException
        | IllegalStateException
        | ClassCastException
        | IndexOutOfBoundsException
        | NoSuchElementException
        | GeneralSecurityException e) {
      throw new BadSignedDataException(what, "its signature is not readable: " + e.getMessage(), e);
    }
  }

  private static BigInteger named(SignerInfo signature) {
    return signature.getIssuerAndSerialNumber().getCertificateSerialNumber().getValue();
  }

  private static <T> T demand(@Nullable T part, String name) {
    if (part == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return part;
  }

  private static X509Certificate certificate(ASN1Set certificates) throws GeneralSecurityException {
    byte[] encoded = SignedMessage.encode(certificates.getObjectAt(0));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  private static void demandDigest(String what, ASN1Set attributes, Sha256 expected) {
    for (ASN1Encodable attribute : attributes) {
      ASN1Sequence parts = ASN1Sequence.getInstance(attribute);
      if (parts.getObjectAt(0).equals(PKCSObjectIdentifiers.pkcs_9_at_messageDigest)) {
        ASN1Encodable value = ASN1Set.getInstance(parts.getObjectAt(1)).getObjectAt(0);
        Sha256 found = Sha256.of(ASN1OctetString.getInstance(value).getOctets(), 0);
        if (found.equals(expected)) {
          return;
        }
      }
    }
    throw new BadSignedDataException(what, "its signature has the digest of something else");
  }

  private static void demandSignature(
      String what, ASN1Set attributes, SignerInfo info, X509Certificate signer)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(SIGNATURE);
    signature.initVerify(signer.getPublicKey());
    signature.update(SignedMessage.encode(attributes));
    if (!signature.verify(info.getEncryptedDigest().getOctets())) {
      throw new BadSignedDataException(what, "its signature is not by the key that it names");
    }
  }
}
