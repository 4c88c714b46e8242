package dev.carafe.cli.node;

import dev.carafe.trust.certificate.Certificates;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts one certificate, whatever it says of itself: names and dates of a node's own certificate
/// mean nothing, its key is proved by TLS.
final class PinnedCertificate extends X509ExtendedTrustManager {
  private final String digest;

  PinnedCertificate(KnownBy.Fingerprint fingerprint) {
    digest = fingerprint.digest();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    String shown = Certificates.fingerprint(chain[0]);
    if (!shown.equals(digest)) {
      throw new OtherCertificateException(shown, digest);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("nobody is a client here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  /// The certificate is another one.
  static final class OtherCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    OtherCertificateException(String shown, String expected) {
      super("its certificate is %s, expected %s".formatted(shown, expected));
    }
  }
}
