package dev.carafe.trust.tuf;

import dev.carafe.trust.certificate.MalformedException;
import dev.carafe.trust.certificate.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/// A key in this process' memory.
public final class SoftwareKey implements SigningKey {
  private static final byte[] PROOF = {1};

  private final Scheme scheme;
  private final Key key;
  private final KeyPair pair;

  private SoftwareKey(Scheme scheme, KeyPair pair) {
    this.scheme = scheme;
    this.key = Key.of(scheme.json(pair.getPublic()));
    this.pair = pair;
  }

  /// A new one.
  public static SoftwareKey generate(Scheme scheme) {
    return new SoftwareKey(scheme, scheme.generate());
  }

  /// Reads what [#pem] gives.
  ///
  /// @throws MalformedException where the text is none, or its keys do not belong together
  public static SoftwareKey read(String pem) {
    byte[] encoded = Pem.publicKey(pem);
    for (Scheme scheme : Scheme.values()) {
      Optional<PublicKey> publicKey = scheme.publicKey(encoded);
      if (publicKey.isPresent()) {
        return read(scheme, publicKey.get(), Pem.encodedPrivateKey(pem));
      }
    }
    throw new MalformedException("a key", "it is none of Ed25519, ECDSA on P-256 or RSA");
  }

  private static SoftwareKey read(Scheme scheme, PublicKey publicKey, byte[] secret) {
    try {
      SoftwareKey key = new SoftwareKey(scheme, new KeyPair(publicKey, scheme.privateKey(secret)));
      if (key.key.hasSigned(PROOF, key.sign(PROOF))) {
        return key;
      }
    } catch (GeneralSecurityException | IOException _) {
      // said below
    }
    throw new MalformedException("a key", "the private key is not the public one's");
  }

  @Override
  public Key key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] bytes) throws IOException {
    try {
      Signature signer = scheme.signature();
      signer.initSign(pair.getPrivate());
      signer.update(bytes);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IOException("could not sign: " + e.getMessage(), e);
    }
  }

  /// The private key in PKCS#8, not encrypted, and the public one.
  public String pem() {
    return Pem.write(pair.getPrivate()) + publicPem();
  }

  /// The public key alone.
  public String publicPem() {
    return Pem.write(pair.getPublic());
  }
}
