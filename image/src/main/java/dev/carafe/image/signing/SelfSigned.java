package dev.carafe.image.signing;

import dev.carafe.disk.bytes.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/// The certificate of a key that signs programs and variables, and certifies nobody.
///
/// Firmware looks at the key in it alone; the rest is for people, and for the kernel, which takes
/// the certificate into a keyring of its own.
///
/// Source: [RFC 5280, section 4.1](https://www.rfc-editor.org/rfc/rfc5280#section-4.1).
record SelfSigned(String name, PublicKey key, Instant from, Instant until) {
  private static final AlgorithmIdentifier SHA256_WITH_RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
  private static final int SERIAL_BITS = 127;
  private static final int KEY_IDENTIFIER = 20;

  /// @param signer signs with the key
  X509Certificate certificate(UnaryOperator<byte[]> signer) {
    try {
      TBSCertificate content = content();
      byte[] signature = signer.apply(content.getEncoded(ASN1Encoding.DER));
      ASN1Encodable[] parts = {content, SHA256_WITH_RSA, new DERBitString(signature)};
      byte[] whole = new DERSequence(parts).getEncoded(ASN1Encoding.DER);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(whole));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateException e) {
      throw new IllegalStateException("could not read a certificate of our own", e);
    }
  }

  private TBSCertificate content() throws IOException {
    X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, new DERUTF8String(name)).build();
    V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
    content.setSerialNumber(
        new ASN1Integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1)));
    content.setSignature(SHA256_WITH_RSA);
    content.setIssuer(subject);
    content.setSubject(subject);
    content.setStartDate(new Time(Date.from(from)));
    content.setEndDate(new Time(Date.from(until)));
    content.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    content.setExtensions(extensions());
    return content.generateTBSCertificate();
  }

  private Extensions extensions() throws IOException {
    byte[] identifier = Arrays.copyOf(Sha256.of(key.getEncoded()).bytes(), KEY_IDENTIFIER);
    return new Extensions(
        new Extension[] {
          new Extension(
              Extension.subjectKeyIdentifier,
              false,
              new SubjectKeyIdentifier(identifier).getEncoded()),
          new Extension(Extension.basicConstraints, true, new BasicConstraints(false).getEncoded()),
          new Extension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature).getEncoded())
        });
  }
}
