package dev.carafe.node.log;

import dev.carafe.node.NodeException;
import dev.carafe.node.host.Journal;
import dev.carafe.node.web.Authorities;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Sends the journal to one destination, in a thread of its own, and connects again for as long as
/// it takes. What was sent and is not known to have arrived is sent again.
final class LogShipper {
  private final LogDestination destination;
  private final Journalctl journalctl;
  private final Authorities authorities;
  private final SendQueue queue;
  private final CursorFile cursorFile;
  private final Pace pace;
  private final Journal journal;
  private Optional<Thread> thread = Optional.empty();
  private Optional<Shipment> shipment = Optional.empty();
  private boolean stopping;
  private volatile Optional<String> cursor = Optional.empty();
  private volatile boolean troubled;
  private volatile boolean unwritten;

  /// @param journal told of the first failure of many, and that it is over
  LogShipper(
      LogDestination destination,
      Journalctl journalctl,
      Authorities authorities,
      SendQueue queue,
      CursorFile cursorFile,
      Pace pace,
      Journal journal) {
    this.destination = destination;
    this.journalctl = journalctl;
    this.authorities = authorities;
    this.queue = queue;
    this.cursorFile = cursorFile;
    this.pace = pace;
    this.journal = journal;
  }

  LogDestination destination() {
    return destination;
  }

  /// Starts it, to begin when another shipper with the same cursor has ended.
  synchronized void startAfter(Optional<LogShipper> previous) {
    Thread started =
        Thread.ofPlatform()
            .daemon()
            .name("log-" + destination.name())
            .unstarted(() -> run(previous));
    thread = Optional.of(started);
    started.start();
  }

  /// Ends it soon. Waits for nothing.
  synchronized void stop() {
    stopping = true;
    shipment.ifPresent(Shipment::stop);
    notifyAll();
  }

  /// Waits until it has ended.
  void awaitEnd() throws InterruptedException {
    Optional<Thread> started;
    synchronized (this) {
      started = thread;
    }
    if (started.isPresent()) {
      started.get().join();
    }
  }

  private void run(Optional<LogShipper> previous) {
    try {
      if (previous.isPresent()) {
        previous.get().awaitEnd();
      }
      readCursor();
      shipAgainAndAgain();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void shipAgainAndAgain() throws InterruptedException {
    Duration pause = pace.firstPause();
    while (!isStopping()) {
      Optional<String> before = cursor;
      try {
        complain(ship());
      } catch (IOException | NodeException e) {
        complain(String.valueOf(e.getMessage()));
      }
      pause = cursor.equals(before) ? pause : pace.firstPause();
      await(pause);
      pause = pace.after(pause);
    }
  }

  private String ship() throws IOException, InterruptedException {
    try (ServerConnection connection =
        ServerConnection.open(destination, authorities, pace.opening())) {
      Optional<String> from = cursor;
      Shipment next =
          new Shipment(
              destination,
              connection,
              journalctl.follow(from, destination.units()),
              from,
              queue,
              pace,
              this::arrived);
      begin(next);
      String end = next.run();
      if (next.leftOut() > 0) {
        journal.warning(about("%d entries were too long to be sent".formatted(next.leftOut())));
      }
      return end;
    }
  }

  private synchronized void begin(Shipment next) {
    shipment = Optional.of(next);
    if (stopping) {
      next.stop();
    }
  }

  private void arrived(String upTo) {
    cursor = Optional.of(upTo);
    if (troubled) {
      troubled = false;
      journal.info(about("is sent to again"));
    }
    try {
      cursorFile.write(upTo);
      unwritten = false;
    } catch (IOException e) {
      if (!unwritten) {
        unwritten = true;
        journal.warning(about("could not write " + cursorFile.file() + ": " + e.getMessage()));
      }
    }
  }

  private void readCursor() {
    try {
      cursor = cursorFile.read();
    } catch (IOException e) {
      complain("could not read " + cursorFile.file() + ": " + e.getMessage());
    }
  }

  /// Once: what the agent says comes back as an entry to send.
  private void complain(String why) {
    if (!troubled && !isStopping()) {
      troubled = true;
      journal.warning(about(why));
    }
  }

  private String about(String what) {
    return "log destination '%s' (%s): %s"
        .formatted(destination.name(), destination.address(), what);
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private synchronized void await(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toMillis(); left > 0 && !stopping; ) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
  }
}
