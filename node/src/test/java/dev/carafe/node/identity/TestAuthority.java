package dev.carafe.node.identity;

import dev.carafe.trust.certificate.AlternativeNames;
import dev.carafe.trust.certificate.CertificateAuthority;
import dev.carafe.trust.certificate.CertificateRequest;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.Terms;
import dev.carafe.trust.certificate.Usage;
import dev.carafe.trust.certificate.Validity;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// An authority, the clients it certifies, and their side of TLS.
public final class TestAuthority {
  public static final Validity VALID =
      new Validity(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2119-12-31T00:00:00Z"));
  public static final KeyPair KEYS = EcKeys.generate();

  private final CertificateAuthority authority =
      CertificateAuthority.create(SubjectName.of("authority"), VALID);

  public String pem() {
    return Pem.write(authority.certificate());
  }

  public ClientTrust trust(String... revoked) {
    return ClientTrust.of(pem(), Arrays.asList(revoked), Clock.systemUTC());
  }

  public X509Certificate client(Role role, String name) {
    return issue(SubjectName.of(role, name), Usage.CLIENT, VALID);
  }

  public X509Certificate issue(SubjectName subject, Usage usage, Validity validity) {
    return authority.issue(
        CertificateRequest.create(KEYS, subject, AlternativeNames.none()),
        new Terms(subject, AlternativeNames.none(), Set.of(usage), validity));
  }

  public X509Certificate issue(CertificateRequest request, Usage usage, Validity validity) {
    return authority.issue(
        request, new Terms(request.subject(), request.names(), Set.of(usage), validity));
  }

  /// The TLS of a client that trusts every node.
  public static SSLContext client(X509Certificate certificate) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", KEYS.getPrivate(), new char[0], new Certificate[] {certificate});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[] {new TrustAll()}, null);
      return context;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The TLS of a client that has no certificate.
  public static SSLContext clientWithout() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, null);
    return context;
  }

  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return List.<X509Certificate>of().toArray(new X509Certificate[0]);
    }
  }
}
