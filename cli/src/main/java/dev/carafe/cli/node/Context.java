package dev.carafe.cli.node;

import java.nio.file.Path;

/// A node, by what it is known, and as whom it is used.
///
/// @param certificate the user's certificate, in PEM; those of authorities in between follow it
/// @param key its key, in PEM
record Context(NodeAddress address, KnownBy known, Path certificate, Path key) implements Access {

  /// A node on this machine's loopback.
  ///
  /// @param fingerprint of the certificate that it must show
  static Context onLoopback(int port, String fingerprint, Path certificate, Path key) {
    return new Context(
        new NodeAddress("127.0.0.1", port), new KnownBy.Fingerprint(fingerprint), certificate, key);
  }

  Context at(NodeAddress other) {
    return new Context(other, known, certificate, key);
  }

  Context knownBy(KnownBy other) {
    return new Context(address, other, certificate, key);
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
