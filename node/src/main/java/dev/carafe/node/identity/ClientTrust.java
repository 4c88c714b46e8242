package dev.carafe.node.identity;

import dev.carafe.trust.certificate.Certificates;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.TrustException;
import dev.carafe.trust.certificate.Usage;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Whom the node lets in from the network: who shows a certificate for clients, of one of the
/// node's authorities, for one of the roles, in its time, and not revoked.
///
/// Source: [RFC 5280, section 6](https://www.rfc-editor.org/rfc/rfc5280#section-6); the path itself
/// is followed by the JDK.
public final class ClientTrust {
  private final List<X509Certificate> authorities;
  private final Set<String> revoked;
  private final Clock clock;

  private ClientTrust(List<X509Certificate> authorities, Set<String> revoked, Clock clock) {
    this.authorities = List.copyOf(authorities);
    this.revoked = Set.copyOf(revoked);
    this.clock = clock;
  }

  /// Reads the settings.
  ///
  /// @param authoritiesPem the certificates of the authorities
  /// @param revokedSerials in hexadecimal, with or without colons
  /// @throws TrustException where the text has something else than certificates of authorities
  public static ClientTrust of(
      String authoritiesPem, Collection<String> revokedSerials, Clock clock) {
    List<X509Certificate> authorities = Pem.certificates(authoritiesPem);
    for (X509Certificate authority : authorities) {
      if (authority.getBasicConstraints() < 0) {
        throw new NotAnAuthorityException(authority);
      }
    }
    Set<String> serials = new HashSet<>();
    revokedSerials.forEach(serial -> serials.add(canonical(serial)));
    return new ClientTrust(authorities, serials, clock);
  }

  /// Lower case, without colons and without zeros in front.
  private static String canonical(String serial) {
    String digits = serial.strip().replace(":", "").toLowerCase(Locale.ROOT);
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  List<X509Certificate> authorities() {
    return authorities;
  }

  /// Accepts a client or says why not.
  ///
  /// @param chain as the client sent it, its own certificate first
  void check(List<X509Certificate> chain) throws CertificateException {
    X509Certificate client = chain.getFirst();
    checkTime(client);
    checkPath(chain);
    for (X509Certificate certificate : chain) {
      if (revoked.contains(canonical(Certificates.serial(certificate)))) {
        throw new UntrustedException(
            "serial number " + Certificates.serial(certificate) + " is revoked");
      }
    }
    checkUse(client);
    checkRole(client);
  }

  private void checkTime(X509Certificate client) throws UntrustedException {
    Instant now = clock.instant();
    Instant start = client.getNotBefore().toInstant();
    Instant end = client.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      throw new UntrustedException("it expired on " + end);
    }
    if (now.isBefore(start)) {
      throw new UntrustedException(
          "it is not valid before " + start + ", and the node's clock says " + now);
    }
  }

  private void checkPath(List<X509Certificate> chain) throws UntrustedException {
    Set<TrustAnchor> anchors = new HashSet<>();
    authorities.forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
    List<X509Certificate> path = new ArrayList<>(chain);
    path.removeAll(authorities);
    try {
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(clock.instant()));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (GeneralSecurityException e) {
      throw new UntrustedException(
          "it does not come from an authority that this node trusts (" + e.getMessage() + ")");
    }
  }

  private static void checkUse(X509Certificate client) throws CertificateException {
    List<String> usages = client.getExtendedKeyUsage();
    if (usages == null || !usages.contains(Usage.CLIENT.identifier())) {
      throw new UntrustedException("it is not for clients (clientAuth)");
    }
    if (client.getBasicConstraints() >= 0) {
      throw new UntrustedException("it is an authority's, not a client's");
    }
  }

  private static void checkRole(X509Certificate client) throws UntrustedException {
    try {
      SubjectName subject = SubjectName.of(client);
      if (subject.organization().flatMap(Role::of).isEmpty()) {
        throw new UntrustedException(
            "its organization is none of carafe:admin, carafe:operator and carafe:reader");
      }
    } catch (TrustException e) {
      throw new UntrustedException(String.valueOf(e.getMessage()));
    }
  }

  /// A certificate in the settings cannot vouch for others.
  public static final class NotAnAuthorityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAnAuthorityException(X509Certificate certificate) {
      super(
          "could not trust '"
              + certificate.getSubjectX500Principal()
              + "': it is not the certificate of an authority");
    }
  }
}
