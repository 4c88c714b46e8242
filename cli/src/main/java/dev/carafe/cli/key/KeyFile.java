package dev.carafe.cli.key;

import dev.carafe.cli.file.OverwriteException;
import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.trust.certificate.MalformedException;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.tuf.Key;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SoftwareKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A key in PEM: a private one in PKCS#8 together with its public one; or a public one alone, for
/// those who do not have the private one.
public record KeyFile(Path path) {
  private static final String SUFFIX = ".pem";

  /// Makes a new key. Nobody but its owner may read it; its public key goes into a file beside it.
  ///
  /// @throws OverwriteException where one of them is there already
  public SoftwareKey create(Scheme scheme) throws IOException {
    PrivateFiles.demandNew(path, publicPath());
    SoftwareKey key = SoftwareKey.generate(scheme);
    PrivateFiles.write(path, key.pem());
    Files.writeString(publicPath(), key.publicPem());
    return key;
  }

  /// Where the public key alone is: `root.pub` for `root.pem`.
  public Path publicPath() {
    String name = String.valueOf(path.getFileName());
    String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    return path.resolveSibling(stem + ".pub");
  }

  HeldKey open(KeyReference reference) throws IOException {
    String pem = Files.readString(path);
    if (!Pem.hasPrivateKey(pem)) {
      return new HeldKey(reference, publicKey(Pem.publicKey(pem)), Optional.empty());
    }
    if (!pem.contains("PUBLIC KEY")) {
      throw new MalformedException(
          "a key",
          "its public key is missing; openssl pkey -in FILE -pubout prints it, to be added at the"
              + " end");
    }
    return HeldKey.of(reference, SoftwareKey.read(pem));
  }

  /// @param encoded as `SubjectPublicKeyInfo`
  /// @throws MalformedException if it is of a kind that does not sign repositories
  static Key publicKey(byte[] encoded) {
    return Key.ofEncoded(encoded)
        .orElseThrow(() ->
            new MalformedException("a public key", "it is none of Ed25519, ECDSA on P-256 or RSA"));
  }
}
