package dev.carafe.node.identity;

import dev.carafe.node.host.Journal;
import dev.carafe.node.http.TlsContextSource;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// The TLS of the node: its identity as it is now, and whom it trusts now.
///
/// A new certificate, and other authorities or revocations, are in force at once: connections that
/// began before are closed. Nothing is made before somebody connects.
public final class NodeTls implements TlsContextSource {
  private final NodeIdentity identity;
  private final Journal journal;
  private ClientTrust trust;
  private Optional<Made> made = Optional.empty();

  private record Made(SSLContext context, List<X509Certificate> chain, ClientTrust trust) {
    /// Whether it was made of the very same parts.
    boolean isOf(List<X509Certificate> otherChain, ClientTrust otherTrust) {
      return chain.equals(otherChain) && trust.equals(otherTrust);
    }
  }

  public NodeTls(NodeIdentity identity, ClientTrust trust, Journal journal) {
    this.identity = identity;
    this.trust = trust;
    this.journal = journal;
  }

  /// Trusts others from now on.
  public synchronized void trust(ClientTrust next) {
    trust = next;
  }

  @Override
  public synchronized SSLContext current() {
    List<X509Certificate> chain = identity.chain();
    if (made.isEmpty() || !made.get().isOf(chain, trust)) {
      made = Optional.of(new Made(make(chain), chain, trust));
    }
    return made.get().context();
  }

  private SSLContext make(List<X509Certificate> chain) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          new KeyManager[] {new IdentityKeys(identity.key(), chain)},
          new TrustManager[] {new ClientCheck(trust, journal)},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
