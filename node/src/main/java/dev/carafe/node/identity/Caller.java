package dev.carafe.node.identity;

import dev.carafe.node.http.Peer;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.TrustException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// Who asks, and as what.
///
/// @param name the common name of the certificate, `local` for the socket
/// @param address where from
public record Caller(String name, Role role, String address) {

  /// Who a peer is; empty for somebody without a certificate, who has no rights.
  public static Optional<Caller> of(Peer peer) {
    return switch (peer) {
      case Peer.Local local -> Optional.of(new Caller("local", Role.ADMIN, local.address()));
      case Peer.Certified(X509Certificate certificate, String address) ->
          certified(certificate, address);
      case Peer.Anonymous _ -> Optional.empty();
    };
  }

  private static Optional<Caller> certified(X509Certificate certificate, String address) {
    try {
      SubjectName subject = SubjectName.of(certificate);
      return subject
          .organization()
          .flatMap(Role::of)
          .map(role -> new Caller(subject.commonName(), role, address));
    } catch (TrustException _) {
      return Optional.empty();
    }
  }

  /// Whether the caller may send such a request at all; see [Rights].
  public boolean may(String method, String path) {
    return Rights.allow(role, method, path);
  }

  /// Whether the caller may change a setting, by its key: `settings.api.remote.enabled`.
  public boolean mayChange(String setting) {
    return Rights.allowChange(role, setting);
  }
}
