package dev.carafe.node.api;

import dev.carafe.node.http.Peer;

/// Who is behind a connection.
@FunctionalInterface
interface Callers {
  Caller of(Peer peer);
}
