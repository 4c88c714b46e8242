package dev.carafe.node.status;

/// How the node is reached from elsewhere.
///
/// @param port of the API over TLS
/// @param fingerprint of the certificate that the node shows there: SHA-256, `1A:2B:…`
public record RemoteAccess(int port, String fingerprint) {}
