package dev.carafe.node.identity;

import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.certificate.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// Key and certificates in one file, so that they always belong together, whenever the power goes.
/// Only its owner can read it.
final class IdentityFile {
  static final String NAME = "identity.pem";
  private static final String NEW = "identity.pem.new";
  private static final String DAMAGED = "identity.pem.damaged";

  private final Path directory;

  IdentityFile(Path directory) {
    this.directory = directory;
  }

  Path path() {
    return directory.resolve(NAME);
  }

  boolean exists() {
    return Files.exists(path());
  }

  /// What is in the file.
  ///
  /// @throws dev.carafe.trust.certificate.TrustException where it is damaged
  /// @throws UncheckedIOException where it cannot be read
  Credentials read() {
    try {
      String text = new String(Files.readAllBytes(path()), StandardCharsets.ISO_8859_1);
      return Credentials.of(Pem.privateKey(text), Pem.certificates(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Replaces the file, or leaves it as it was.
  void write(Credentials credentials) {
    StringBuilder text = new StringBuilder(Pem.write(credentials.key()));
    for (X509Certificate certificate : credentials.chain()) {
      text.append(Pem.write(certificate));
    }
    try {
      FileDirectory files = FileDirectory.open(directory);
      files.delete(NEW);
      files.write(NEW, text.toString().getBytes(StandardCharsets.US_ASCII));
      files.rename(NEW, NAME);
      files.sync();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts a damaged file aside for whoever wants to know.
  void putAside() {
    try {
      FileDirectory files = FileDirectory.open(directory);
      files.rename(NAME, DAMAGED);
      files.sync();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A key and the certificates for it, its own first.
  record Credentials(PrivateKey key, List<X509Certificate> chain) {
    Credentials {
      chain = List.copyOf(chain);
    }

    static Credentials of(PrivateKey key, List<X509Certificate> chain) {
      if (!EcKeys.match(key, chain.getFirst().getPublicKey())) {
        throw new RefusedCertificateException("it is for another key than the node's");
      }
      return new Credentials(key, chain);
    }
  }
}
