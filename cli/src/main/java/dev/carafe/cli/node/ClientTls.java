package dev.carafe.cli.node;

import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.trust.certificate.MalformedException;
import dev.carafe.trust.certificate.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Our side of TLS with a node.
///
/// @param own the user's certificate, for telling who he is
record ClientTls(SSLContext context, X509Certificate own) {

  static ClientTls of(Context context) {
    List<X509Certificate> chain = parsed(context.certificate(), Pem::certificates);
    try {
      KeyStore store = empty();
      store.setKeyEntry(
          "client",
          parsed(context.key(), Pem::privateKey),
          new char[0],
          chain.toArray(new X509Certificate[0]));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      SSLContext tls = SSLContext.getInstance("TLSv1.3");
      tls.init(keys.getKeyManagers(), trust(context.known()), null);
      return new ClientTls(tls, chain.getFirst());
    } catch (GeneralSecurityException e) {
      throw new BadFileException(context.certificate(), String.valueOf(e.getMessage()), e);
    }
  }

  private static TrustManager[] trust(KnownBy known) throws GeneralSecurityException {
    return switch (known) {
      case KnownBy.Fingerprint fingerprint ->
          new TrustManager[] {new PinnedCertificate(fingerprint)};
      case KnownBy.Authority(Path certificate) -> {
        KeyStore store = empty();
        for (X509Certificate authority : parsed(certificate, Pem::certificates)) {
          store.setCertificateEntry(authority.getSerialNumber().toString(), authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        yield trust.getTrustManagers();
      }
    };
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static <T> T parsed(Path path, Function<String, T> parser) {
    try {
      return parser.apply(PrivateFiles.read(path));
    } catch (MalformedException e) {
      throw new BadFileException(path, String.valueOf(e.getMessage()), e);
    }
  }
}
