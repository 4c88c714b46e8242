package dev.carafe.node.log;

import java.time.Duration;

/// The times of a shipper.
///
/// @param firstPause after a connection broke; each further one is twice as long
/// @param longestPause which pauses do not grow over
/// @param tick between two looks at what has arrived, and so between two writes of the cursor
/// @param hold how long a connection must have lived on for what it brought to count as arrived
/// @param patience how long a server may leave bytes untaken
/// @param opening how long it may take to connect, and to agree on encryption
record Pace(
    Duration firstPause,
    Duration longestPause,
    Duration tick,
    Duration hold,
    Duration patience,
    Duration opening) {

  static Pace usual() {
    return new Pace(
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10));
  }

  /// The pause after another.
  Duration after(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longestPause) > 0 ? longestPause : twice;
  }
}
