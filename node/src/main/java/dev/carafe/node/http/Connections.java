package dev.carafe.node.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The open connections of a server.
///
/// When there is no room, the connection that has been idle the longest makes room, so that whoever
/// opens thousands and says nothing keeps nobody out.
final class Connections {
  private static final Duration MAKING_ROOM = Duration.ofMillis(200);

  private final Semaphore free;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Set<Connection> upgraded = ConcurrentHashMap.newKeySet();

  Connections(Limits limits) {
    free = new Semaphore(limits.connections());
  }

  /// Whether there is room for one more, which [#add] then takes.
  boolean hasRoom() throws InterruptedException {
    return free.tryAcquire() || makeRoom();
  }

  private boolean makeRoom() throws InterruptedException {
    Optional<Connection> idlest = idlest();
    idlest.ifPresent(connection -> {
      open.remove(connection);
      connection.close();
    });
    return idlest.isPresent() && free.tryAcquire(MAKING_ROOM.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<Connection> idlest() {
    Optional<Connection> idlest = Optional.empty();
    Duration longest = Duration.ofNanos(-1);
    for (Connection connection : open) {
      Duration idle = connection.dispensableFor().orElse(Duration.ofNanos(-1));
      if (idle.compareTo(longest) > 0) {
        idlest = Optional.of(connection);
        longest = idle;
      }
    }
    return idlest;
  }

  void add(Connection connection) {
    open.add(connection);
  }

  /// Gives the place of one that does not speak HTTP any more to another.
  void upgrade(Connection connection) {
    upgraded.add(connection);
    open.remove(connection);
    free.release();
  }

  void remove(Connection connection) {
    if (!upgraded.remove(connection)) {
      open.remove(connection);
      free.release();
    }
  }

  void closeThoseThatAreOver() {
    closeThoseThatAreOver(open);
    closeThoseThatAreOver(upgraded);
  }

  private static void closeThoseThatAreOver(Set<Connection> connections) {
    for (Connection connection : connections) {
      if (connection.isOver()) {
        connection.close();
      }
    }
  }

  void closeAll() {
    open.forEach(Connection::close);
    upgraded.forEach(Connection::close);
  }
}
