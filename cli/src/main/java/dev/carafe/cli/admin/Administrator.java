package dev.carafe.cli.admin;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/// Who may change a node of the lab's: an authority of its own, kept in a folder, and a client that
/// it certifies.
public final class Administrator {
  private static final Duration YEARS = Duration.ofDays(3650);
  private static final char[] NO_PASSWORD = {};

  private final Path folder;
  private final CertificateAuthority authority;
  private final KeyPair keys = EcKeys.generate();
  private final X509Certificate own;

  private Administrator(Path folder, CertificateAuthority authority, Instant now) {
    this.folder = folder;
    this.authority = authority;
    SubjectName name = SubjectName.of(Role.ADMIN, "soak");
    Terms terms =
        new Terms(name, AlternativeNames.none(), Set.of(Usage.CLIENT), Validity.of(YEARS, now));
    own = authority.issue(CertificateRequest.create(keys, name, AlternativeNames.none()), terms);
  }

  /// The one of a folder; a new one where there is none.
  public static Administrator in(Path folder, Instant now) throws IOException {
    Path certificate = folder.resolve("authority.pem");
    Path key = folder.resolve("authority.key");
    if (!Files.exists(certificate)) {
      CertificateAuthority made =
          CertificateAuthority.create(SubjectName.of("carafe lab"), Validity.of(YEARS, now));
      Files.writeString(key, Pem.write(made.key()));
      Files.writeString(certificate, Pem.write(made.certificate()));
    }
    Administrator administrator =
        new Administrator(
            folder,
            CertificateAuthority.read(Files.readString(certificate), Files.readString(key)),
            now);
    Files.writeString(administrator.certificate(), Pem.write(administrator.own));
    Files.writeString(administrator.key(), Pem.write(administrator.keys.getPrivate()));
    return administrator;
  }

  /// The file of its certificate.
  public Path certificate() {
    return folder.resolve("administrator.pem");
  }

  /// The file of its key.
  public Path key() {
    return folder.resolve("administrator.key");
  }

  /// The part of a node's user data that lets this one change it, through TLS.
  public String userData() {
    String pem = Pem.write(authority.certificate());
    return """
    [settings.api.remote]
    enabled = true
    client-authorities = "%s"
    """
        .formatted(Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)));
  }

  /// Its side of TLS.
  KeyManager[] keys() throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", keys.getPrivate(), NO_PASSWORD, new Certificate[] {own});
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
