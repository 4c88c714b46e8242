package dev.carafe.trust.tuf;

import java.io.IOException;

/// A key that signs, wherever it is: in a file, in a token, with a service.
public interface SigningKey {

  /// What its signatures are checked with.
  Key key();

  /// Signs.
  ///
  /// @throws IOException if whoever has the key does not
  byte[] sign(byte[] bytes) throws IOException;
}
