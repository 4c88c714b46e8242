package dev.carafe.node.log;

import dev.carafe.node.host.Journal;
import dev.carafe.node.host.LongProcesses;
import dev.carafe.node.host.Processes;
import dev.carafe.node.web.Authorities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends the journal to all destinations. Safe for all threads; waits for no server.
public final class LogShipping implements AutoCloseable {
  private final Journalctl journalctl;
  private final Authorities authorities;
  private final SendQueue queue;
  private final Path cursors;
  private final Pace pace;
  private final Journal journal;

  /// By name; also those that were stopped, for their successors to wait for.
  private final Map<String, LogShipper> shippers = new HashMap<>();

  private final Map<String, LogDestination> running = new HashMap<>();

  /// What leads from the destinations that are sent to, to those that are wanted.
  sealed interface Action {

    record Stop(String name) implements Action {}

    record Start(LogDestination destination) implements Action {}
  }

  /// @param root of all paths, `/` on a node
  public LogShipping(Path root, Processes processes, LongProcesses longProcesses, Journal journal) {
    this(
        new Journalctl(
            List.of(root.resolve("usr/bin/journalctl").toString()), processes, longProcesses),
        new Authorities(root.resolve("etc/ssl/certs/ca-certificates.crt")),
        new SendQueue(Path.of("/proc/net")),
        root.resolve("var/lib/carafe/log"),
        Pace.usual(),
        journal);
  }

  LogShipping(
      Journalctl journalctl,
      Authorities authorities,
      SendQueue queue,
      Path cursors,
      Pace pace,
      Journal journal) {
    this.journalctl = journalctl;
    this.authorities = authorities;
    this.queue = queue;
    this.cursors = cursors;
    this.pace = pace;
    this.journal = journal;
  }

  /// Sends to these destinations from now on, and to no others. One that has changed goes on where
  /// it was.
  public synchronized void apply(List<LogDestination> wanted) {
    for (Action action : decide(running, wanted)) {
      switch (action) {
        case Action.Stop(String name) -> stop(name);
        case Action.Start(LogDestination destination) -> start(destination);
      }
    }
  }

  /// Stops sending, and waits until what has arrived is written down.
  @Override
  public synchronized void close() {
    apply(List.of());
    try {
      for (LogShipper shipper : shippers.values()) {
        shipper.awaitEnd();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static List<Action> decide(Map<String, LogDestination> running, List<LogDestination> wanted) {
    Map<String, LogDestination> named = new HashMap<>();
    wanted.forEach(destination -> named.put(destination.name(), destination));
    List<Action> actions = new ArrayList<>();
    running.forEach((name, destination) -> {
      if (!destination.equals(named.get(name))) {
        actions.add(new Action.Stop(name));
      }
    });
    for (LogDestination destination : wanted) {
      if (!destination.equals(running.get(destination.name()))) {
        actions.add(new Action.Start(destination));
      }
    }
    return actions;
  }

  private void stop(String name) {
    running.remove(name);
    Optional.ofNullable(shippers.get(name)).ifPresent(LogShipper::stop);
  }

  private void start(LogDestination destination) {
    String name = destination.name();
    LogShipper shipper =
        new LogShipper(
            destination,
            journalctl,
            authorities,
            queue,
            new CursorFile(cursors.resolve(name + ".cursor")),
            pace,
            journal);
    shipper.startAfter(Optional.ofNullable(shippers.put(name, shipper)));
    running.put(name, destination);
  }
}
