package dev.carafe.node.identity;

import dev.carafe.node.identity.IdentityFile.Credentials;
import dev.carafe.trust.certificate.AlternativeNames;
import dev.carafe.trust.certificate.CertificateAuthority;
import dev.carafe.trust.certificate.CertificateRequest;
import dev.carafe.trust.certificate.Certificates;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.Terms;
import dev.carafe.trust.certificate.TrustException;
import dev.carafe.trust.certificate.Usage;
import dev.carafe.trust.certificate.Validity;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The node's key, made on its first boot, and the certificate that it shows: its own until
/// somebody gives it a better one.
public final class NodeIdentity {
  /// The clock may be wrong on the first boot, and who pins a key does not ask for its age.
  private static final Validity ALWAYS =
      new Validity(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

  private final IdentityFile file;
  private final Clock clock;
  private final Optional<String> problem;
  private volatile Credentials credentials;

  private NodeIdentity(
      IdentityFile file, Clock clock, Credentials credentials, Optional<String> problem) {
    this.file = file;
    this.clock = clock;
    this.credentials = credentials;
    this.problem = problem;
  }

  /// The identity in a directory; a new one where there is none, or a damaged one, or the directory
  /// cannot be used. [#problem()] says so.
  public static NodeIdentity open(Path directory, Clock clock) {
    IdentityFile file = new IdentityFile(directory);
    if (!file.exists()) {
      return create(file, clock, Optional.empty());
    }
    try {
      return new NodeIdentity(file, clock, file.read(), Optional.empty());
    } catch (TrustException | RefusedCertificateException e) {
      return create(file, clock, Optional.of(String.valueOf(e.getMessage())));
    } catch (UncheckedIOException e) {
      return new NodeIdentity(file, clock, generate(), Optional.of(temporary(file, e)));
    }
  }

  /// @param damage what is wrong with the identity that was there
  private static NodeIdentity create(IdentityFile file, Clock clock, Optional<String> damage) {
    Credentials made = generate();
    Optional<String> problem =
        damage.map(why ->
            file.path()
                + " was damaged, so the node has a new key: "
                + why
                + "; have it certified anew, and compare its fingerprint on the console");
    try {
      if (damage.isPresent()) {
        file.putAside();
      }
      file.write(made);
    } catch (UncheckedIOException e) {
      problem = Optional.of(temporary(file, e));
    }
    return new NodeIdentity(file, clock, made, problem);
  }

  private static String temporary(IdentityFile file, UncheckedIOException e) {
    return "could not keep the node's key in "
        + file.path()
        + ": "
        + e.getMessage()
        + "; it has another one after each restart";
  }

  private static Credentials generate() {
    KeyPair keys = EcKeys.generate();
    Terms terms =
        new Terms(
            SubjectName.of("carafe node"), AlternativeNames.none(), Set.of(Usage.SERVER), ALWAYS);
    X509Certificate certificate = CertificateAuthority.selfSigned(keys, terms);
    return new Credentials(keys.getPrivate(), List.of(certificate));
  }

  /// What went wrong when the identity was opened, for the health document.
  public Optional<String> problem() {
    return problem;
  }

  /// The certificate that the node shows.
  public X509Certificate certificate() {
    return credentials.chain().getFirst();
  }

  List<X509Certificate> chain() {
    return credentials.chain();
  }

  PrivateKey key() {
    return credentials.key();
  }

  /// The certificate's SHA-256 digest, `1A:2B:…`.
  public String fingerprint() {
    return Certificates.fingerprint(certificate());
  }

  public Renewal renewal() {
    return Renewal.of(certificate(), clock.instant());
  }

  /// Asks for a certificate for the node's key.
  public CertificateRequest request(String commonName, AlternativeNames names) {
    Credentials own = credentials;
    KeyPair keys = new KeyPair(own.chain().getFirst().getPublicKey(), own.key());
    return CertificateRequest.create(keys, SubjectName.of(commonName), names);
  }

  /// Shows another certificate from now on, and after each restart.
  ///
  /// @param pem the certificate, and behind it those of the authorities between it and the root
  /// @throws RefusedCertificateException where it is not one of a server, for the node's key, valid
  ///   now
  /// @throws TrustException where the text is no certificate
  /// @throws UncheckedIOException where it could not be written; the node shows the one before
  public synchronized void install(String pem) {
    Credentials next = Credentials.of(credentials.key(), Pem.certificates(pem));
    check(next.chain().getFirst());
    file.write(next);
    credentials = next;
  }

  private void check(X509Certificate certificate) {
    Instant now = clock.instant();
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new RefusedCertificateException(
          "it expired on " + certificate.getNotAfter().toInstant());
    }
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      throw new RefusedCertificateException(
          "it is not valid before "
              + certificate.getNotBefore().toInstant()
              + ", and it is "
              + now);
    }
    if (certificate.getBasicConstraints() >= 0) {
      throw new RefusedCertificateException("it is an authority's, not a server's");
    }
    if (!isServers(certificate)) {
      throw new RefusedCertificateException("it is not for servers (serverAuth)");
    }
  }

  private static boolean isServers(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null || usages.contains(Usage.SERVER.identifier());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
