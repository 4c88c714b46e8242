package dev.carafe.trust.certificate;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/// Who certifies servers and clients.
public final class CertificateAuthority {
  private final X509Certificate certificate;
  private final PrivateKey key;

  private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /// A new one, with a new key.
  public static CertificateAuthority create(SubjectName name, Validity validity) {
    KeyPair keys = EcKeys.generate();
    byte[] publicKey = keys.getPublic().getEncoded();
    X509Certificate certificate =
        Draft.authority(name, publicKey, validity).selfSigned(keys.getPrivate());
    return new CertificateAuthority(certificate, keys.getPrivate());
  }

  /// One that was made before.
  ///
  /// @throws MalformedException where the texts are no certificate and key of an authority, or do
  ///   not belong together
  public static CertificateAuthority read(String certificatePem, String keyPem) {
    X509Certificate certificate = Pem.certificate(certificatePem);
    PrivateKey key = Pem.privateKey(keyPem);
    if (certificate.getBasicConstraints() < 0) {
      throw new MalformedException(
          "the authority's certificate", "it is not the certificate of an authority");
    }
    if (!EcKeys.isP256(certificate.getPublicKey().getEncoded())) {
      throw new MalformedException(
          "the authority's certificate", "its key is not on the curve P-256");
    }
    if (!EcKeys.match(key, certificate.getPublicKey())) {
      throw new MalformedException(
          "the authority's key", "it does not belong to the authority's certificate");
    }
    return new CertificateAuthority(certificate, key);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /// The key, for keeping.
  public PrivateKey key() {
    return key;
  }

  /// A certificate for the key of a request. It ends when the authority does, at the latest.
  public X509Certificate issue(CertificateRequest request, Terms terms) {
    Terms limited =
        new Terms(
            terms.subject(),
            terms.names(),
            terms.usages(),
            terms.validity().until(certificate.getNotAfter().toInstant()));
    return Draft.of(limited, request.publicKey().getEncoded())
        .signed(
            certificate.getSubjectX500Principal().getEncoded(),
            Certificates.keyIdentifier(certificate),
            key);
  }

  /// A certificate that only its own key vouches for.
  public static X509Certificate selfSigned(KeyPair keys, Terms terms) {
    return Draft.of(terms, keys.getPublic().getEncoded()).selfSigned(keys.getPrivate());
  }
}
