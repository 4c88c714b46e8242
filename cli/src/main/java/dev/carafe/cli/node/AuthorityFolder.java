package dev.carafe.cli.node;

import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.trust.certificate.AlternativeNames;
import dev.carafe.trust.certificate.CertificateAuthority;
import dev.carafe.trust.certificate.CertificateRequest;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.certificate.MalformedException;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.Terms;
import dev.carafe.trust.certificate.Usage;
import dev.carafe.trust.certificate.Validity;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// An authority in a folder: `authority.pem`, and `authority.key`, which is all that there is to
/// protect.
record AuthorityFolder(Path folder) {

  Path certificate() {
    return folder.resolve("authority.pem");
  }

  Path key() {
    return folder.resolve("authority.key");
  }

  /// @throws OverwriteException where there is one already
  CertificateAuthority create(String name, Duration length, Instant now) {
    PrivateFiles.demandNew(certificate(), key());
    CertificateAuthority authority =
        CertificateAuthority.create(SubjectName.of(name), Validity.of(length, now));
    PrivateFiles.write(key(), Pem.write(authority.key()));
    PrivateFiles.write(certificate(), Pem.write(authority.certificate()));
    return authority;
  }

  CertificateAuthority read() {
    try {
      return CertificateAuthority.read(PrivateFiles.read(certificate()), PrivateFiles.read(key()));
    } catch (MalformedException e) {
      throw new BadFileException(folder, String.valueOf(e.getMessage()), e);
    }
  }

  /// Certifies somebody, with a new key.
  ///
  /// @param into where `NAME.pem` and `NAME.key` go
  /// @throws OverwriteException where they are there already
  X509Certificate issue(String name, Role role, Path into, Duration length, Instant now) {
    Path certificate = into.resolve(name + ".pem");
    Path key = into.resolve(name + ".key");
    PrivateFiles.demandNew(certificate, key);
    KeyPair keys = EcKeys.generate();
    SubjectName subject = SubjectName.of(role, name);
    Terms terms =
        new Terms(subject, AlternativeNames.none(), Set.of(Usage.CLIENT), Validity.of(length, now));
    X509Certificate issued =
        read().issue(CertificateRequest.create(keys, subject, AlternativeNames.none()), terms);
    PrivateFiles.write(key, Pem.write(keys.getPrivate()));
    PrivateFiles.write(certificate, Pem.write(issued));
    return issued;
  }
}
