package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import dev.carafe.trust.certificate.MalformedException;
import dev.carafe.trust.certificate.Pem;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.HexFormat;
import java.util.Optional;

/// A key that signatures are checked with. One of a kind that is not known here stands in metadata
/// as any other, but checks nothing.
///
/// Source: TUF 1.0.34, section 4.2 "File formats: general principles".
///
/// @param id the SHA-256 digest of its canonical form, in hexadecimal digits
/// @param json as it stands in metadata
public record Key(String id, Json.Struct json) {
  /// Reads a key that metadata calls so.
  ///
  /// @throws MalformedMetadataException if it is another's name
  static Key read(String id, Json.Struct json) {
    Key key = of(json);
    if (!key.id.equals(id)) {
      throw new MalformedMetadataException(
          "the key " + id + " is another one, whose identifier is " + key.id);
    }
    return key;
  }

  /// A key by what stands of it in metadata.
  public static Key of(Json.Struct json) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new Key(HexFormat.of().formatHex(sha256.digest(CanonicalJson.bytes(json))), json);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A public key, if it is of a kind that is known here.
  ///
  /// @param encoded as `SubjectPublicKeyInfo`
  public static Optional<Key> ofEncoded(byte[] encoded) {
    for (Scheme scheme : Scheme.values()) {
      Optional<Key> key = scheme.publicKey(encoded).map(known -> of(scheme.json(known)));
      if (key.isPresent()) {
        return key;
      }
    }
    return Optional.empty();
  }

  /// The public key in PEM.
  ///
  /// @throws IllegalStateException if it is of a kind that is not known here
  public String publicPem() {
    try {
      Scheme scheme = Scheme.of(json).orElseThrow(() -> new IllegalStateException("an odd key"));
      return Pem.write(scheme.publicKey(value()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String value() {
    return json.member("keyval").orElse(new Json.Null()) instanceof Json.Struct values
        ? values.text("public").orElse("")
        : "";
  }

  /// Whether this key has signed these bytes.
  boolean hasSigned(byte[] bytes, byte[] signature) {
    Optional<Scheme> scheme = Scheme.of(json);
    try {
      return scheme.isPresent() && hasSigned(scheme.get(), bytes, signature);
    } catch (GeneralSecurityException | IllegalArgumentException | MalformedException _) {
      return false; // neither a key of that kind nor a signature
    }
  }

  private boolean hasSigned(Scheme scheme, byte[] bytes, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = scheme.signature();
    verifier.initVerify(scheme.publicKey(value()));
    verifier.update(bytes);
    return verifier.verify(signature);
  }
}
