package dev.carafe.node.http;

import java.io.IOException;

/// What a connection goes on with after the answer, in the place of HTTP.
///
/// Source: [RFC 9110, section 7.8](https://www.rfc-editor.org/rfc/rfc9110#section-7.8).
@FunctionalInterface
public interface Upgrade {

  /// Speaks the other protocol on the connection's own thread; the connection is closed when this
  /// returns.
  ///
  /// @throws IOException when the client has gone
  void converse(UpgradedConnection connection) throws IOException;
}
