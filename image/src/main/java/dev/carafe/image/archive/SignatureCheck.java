package dev.carafe.image.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// Decides whether a clear-signed text is from whom it must be.
///
/// At least one signature must be good and by a pinned key. Signatures by other keys say nothing; a
/// wrong one by a pinned key refuses the text. Only SHA-256 and longer count, and only signatures
/// made while the key was valid and not in the future.
///
/// Source: [RFC 9580, section 5.2](https://www.rfc-editor.org/rfc/rfc9580#section-5.2).
final class SignatureCheck {
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final Set<Integer> HASHES =
      Set.of(HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512);

  private final List<PinnedKey> pinned;
  private final Instant now;

  SignatureCheck(List<PinnedKey> pinned, Instant now) {
    this.pinned = List.copyOf(pinned);
    this.now = now;
  }

  /// The text, once its signature is found good.
  ///
  /// @param what the text's name in errors
  String verified(String what, byte[] bytes) {
    ClearSigned signed = ClearSigned.parse(what, bytes);
    byte[] content = signed.canonical();
    int good = 0;
    for (PGPSignature signature : signatures(what, signed.signature())) {
      Optional<PGPPublicKey> key = pinnedKey(signature);
      if (key.isPresent()) {
        demandGood(what, signature, key.get(), content);
        good++;
      }
    }
    if (good == 0) {
      throw new BadSignatureException(
          what,
          "expected a signature by one of the keys %s, found none"
              .formatted(String.join(", ", pinned.stream().map(PinnedKey::fingerprint).toList())));
    }
    return signed.text();
  }

  private void demandGood(String what, PGPSignature signature, PGPPublicKey key, byte[] content) {
    String by = "the signature by key " + fingerprint(key);
    if (signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT
        && signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
      throw new BadSignatureException(what, by + " is not one of a document");
    }
    if (!HASHES.contains(signature.getHashAlgorithm())) {
      throw new BadSignatureException(
          what, by + " uses weak hash algorithm " + signature.getHashAlgorithm());
    }
    demandTime(what, by, signature.getCreationTime().toInstant(), key);
    if (!holds(what, signature, key, content)) {
      throw new BadSignatureException(what, by + " does not fit the text; it was altered");
    }
  }

  private void demandTime(String what, String by, Instant made, PGPPublicKey key) {
    Instant born = creation(key.getCreationTime());
    boolean expires = key.getValidSeconds() > 0;
    if (made.isBefore(born) || (expires && made.isAfter(born.plusSeconds(key.getValidSeconds())))) {
      throw new BadSignatureException(what, by + " was made at " + made + ", outside its validity");
    }
    if (made.isAfter(now.plus(CLOCK_SKEW))) {
      throw new BadSignatureException(
          what, by + " was made at " + made + ", later than now, " + now);
    }
  }

  private static Instant creation(Date date) {
    return date.toInstant();
  }

  private static boolean holds(
      String what, PGPSignature signature, PGPPublicKey key, byte[] content) {
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key);
      signature.update(content);
      return signature.verify();
    } catch (PGPException e) {
      throw new BadSignatureException(what, String.valueOf(e.getMessage()));
    }
  }

  private Optional<PGPPublicKey> pinnedKey(PGPSignature signature) {
    return pinned.stream()
        .map(SignatureCheck::key)
        .filter(key -> key.getKeyID() == signature.getKeyID())
        .findFirst();
  }

  private static PGPSignatureList signatures(String what, String armored) {
    try (ArmoredInputStream in = armor(armored)) {
      if (new BcPGPObjectFactory(in).nextObject() instanceof PGPSignatureList signatures) {
        return signatures;
      }
      throw new BadSignatureException(what, "expected signatures, found something else");
    } catch (IOException e) {
      throw new BadSignatureException(what, String.valueOf(e.getMessage()));
    }
  }

  private static PGPPublicKey key(PinnedKey pinned) {
    try (ArmoredInputStream in = armor(pinned.armored())) {
      PGPPublicKeyRing ring = new PGPPublicKeyRing(in, new BcKeyFingerprintCalculator());
      for (PGPPublicKey key : ring) {
        if (fingerprint(key).equals(pinned.fingerprint())) {
          return key;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("not a certificate: " + pinned.fingerprint(), e);
    }
    throw new IllegalStateException("the certificate lacks its key " + pinned.fingerprint());
  }

  private static ArmoredInputStream armor(String armored) throws IOException {
    return new ArmoredInputStream(
        new ByteArrayInputStream(armored.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String fingerprint(PGPPublicKey key) {
    return HexFormat.of().withUpperCase().formatHex(key.getFingerprint());
  }
}
