package dev.carafe.cli.key;

import dev.carafe.cli.key.token.TokenException;
import dev.carafe.image.process.CommandFailedException;
import dev.carafe.trust.tuf.Key;
import dev.carafe.trust.tuf.SigningKey;
import java.io.IOException;
import java.util.Optional;

/// A key that somebody has, or knows.
///
/// @param reference as it was named
/// @param signing signs with it, where the private key is there and not only the public one
public record HeldKey(KeyReference reference, Key key, Optional<SigningKey> signing) {

  static HeldKey of(KeyReference reference, SigningKey signing) {
    return new HeldKey(reference, signing.key(), Optional.of(new NamedKey(reference, signing)));
  }

  /// Says which key it was that did not sign.
  private record NamedKey(KeyReference reference, SigningKey signing) implements SigningKey {
    @Override
    public Key key() {
      return signing.key();
    }

    /// @throws KeyException if it does not sign
    @Override
    public byte[] sign(byte[] bytes) {
      try {
        return signing.sign(bytes);
      } catch (IOException | TokenException | CommandFailedException e) {
        throw new KeyException(reference.toString(), e);
      }
    }
  }

  /// Who signs.
  ///
  /// @throws KeyException if it is a public key alone
  public SigningKey demandSigning() {
    return signing.orElseThrow(() ->
        new KeyException(reference.toString(), "it is a public key alone, which signs nothing"));
  }
}
