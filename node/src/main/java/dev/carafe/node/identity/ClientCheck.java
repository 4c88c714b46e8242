package dev.carafe.node.identity;

import dev.carafe.node.host.Journal;
import dev.carafe.trust.certificate.Certificates;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Asks a [ClientTrust] on behalf of TLS, and tells the journal whom it refused.
final class ClientCheck extends X509ExtendedTrustManager {
  private static final int LONGEST_NAME = 80;

  private final ClientTrust trust;
  private final Journal journal;

  ClientCheck(ClientTrust trust, Journal journal) {
    this.trust = trust;
    this.journal = journal;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType, @Nullable Socket socket)
      throws CertificateException {
    try {
      trust.check(List.of(chain));
    } catch (CertificateException e) {
      journal.warning(
          "refused "
              + address(socket)
              + " with certificate "
              + name(chain[0])
              + ": "
              + e.getMessage());
      throw e;
    }
  }

  private static String address(@Nullable Socket socket) {
    return socket == null || socket.getInetAddress() == null
        ? "a client"
        : socket.getInetAddress().getHostAddress();
  }

  /// What the certificate calls itself, which is not to be believed, and its serial number.
  private static String name(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().toString();
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(LONGEST_NAME, subject.length()); i++) {
      char c = subject.charAt(i);
      shown.append(c < ' ' || c > '~' ? '?' : c);
    }
    return shown + "' (serial " + Certificates.serial(certificate) + ")";
  }

  @Override
  public void checkClientTrusted(
      X509Certificate[] chain, String keyType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, keyType, (Socket) null);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType)
      throws CertificateException {
    checkClientTrusted(chain, keyType, (Socket) null);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType, @Nullable Socket socket)
      throws CertificateException {
    throw new UntrustedException("the node trusts no server with this");
  }

  @Override
  public void checkServerTrusted(
      X509Certificate[] chain, String keyType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, keyType, (Socket) null);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType)
      throws CertificateException {
    checkServerTrusted(chain, keyType, (Socket) null);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.authorities().toArray(new X509Certificate[0]);
  }
}
