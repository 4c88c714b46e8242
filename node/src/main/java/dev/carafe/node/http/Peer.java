package dev.carafe.node.http;

import java.security.cert.X509Certificate;

/// Who sent a request, as far as the way it came by tells.
public sealed interface Peer {

  /// Where it came from: an IP address, or `local`.
  String address();

  /// Somebody who may open the Unix-domain socket.
  record Local() implements Peer {
    @Override
    public String address() {
      return "local";
    }
  }

  /// Anybody who reaches the port.
  record Anonymous(String address) implements Peer {}

  /// The owner of a certificate that the TLS context trusts.
  record Certified(X509Certificate certificate, String address) implements Peer {}
}
