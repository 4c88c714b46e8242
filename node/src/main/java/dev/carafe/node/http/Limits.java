package dev.carafe.node.http;

import java.time.Duration;

/// What clients may take of us.
///
/// @param connections at once, a thread each
/// @param bodies bytes of all bodies that are in memory at once
/// @param handshake how long a client may take to say who it is
/// @param idle how long a client may keep its connection between two requests
/// @param patience how long a client may take to send a request, or to read an answer or an event
/// @param linger how long we read on after refusing a request, so that the client sees why
/// @param heartbeat the longest silence in a stream of events
record Limits(
    int connections,
    int bodies,
    Duration handshake,
    Duration idle,
    Duration patience,
    Duration linger,
    Duration heartbeat) {

  static Limits usual() {
    return new Limits(
        64,
        4 << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15));
  }

  /// Where anybody may ask, and nobody has a reason to send more than a few words, or to stay: a
  /// container runtime that pulls for many pods at once leaves a connection behind for each.
  static Limits forAnybody() {
    Limits usual = usual();
    return new Limits(
        usual.connections,
        64 << 10,
        usual.handshake,
        Duration.ofSeconds(5),
        usual.patience,
        usual.linger,
        usual.heartbeat);
  }
}
