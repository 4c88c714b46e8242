package dev.carafe.image.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// A key that signs indexes in tests.
final class TestKey {
  static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");

  private final PGPKeyPair pair;

  TestKey() {
    Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
    generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
    AsymmetricCipherKeyPair keys = generator.generateKeyPair();
    try {
      pair =
          new BcPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.EDDSA_LEGACY,
              keys,
              Date.from(BORN));
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  PinnedKey pinned() {
    try {
      return new PinnedKey(
          HexFormat.of().withUpperCase().formatHex(pair.getPublicKey().getFingerprint()),
          armored(new PGPPublicKeyRing(List.of(pair.getPublicKey())).getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A text as `gpg --clearsign` makes it.
  byte[] clearSigned(String text, Instant when) {
    return clearSigned(text, when, HashAlgorithmTags.SHA256);
  }

  byte[] clearSigned(String text, Instant when, int hash) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"
            + body.replaceAll("(?m)^-", "- -")
            + "\n"
            + signature(body.replace("\n", "\r\n"), when, hash))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String signature(String canonical, Instant when, int hash) {
    try {
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, hash),
              pair.getPublicKey());
      generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, pair.getPrivateKey());
      PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
      subpackets.setSignatureCreationTime(Date.from(when));
      generator.setHashedSubpackets(subpackets.generate());
      generator.update(canonical.getBytes(StandardCharsets.UTF_8));
      return armored(generator.generate().getEncoded());
    } catch (PGPException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String armored(byte[] packets) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArmoredOutputStream out = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
      out.write(packets);
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }
}
