package dev.carafe.node.log;

import dev.carafe.node.host.RunningProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Consumer;

/// What one connection carries: entries of the journal, from a cursor on, until either side ends.
///
/// One thread reads `journalctl` and writes to the server; when the server takes nothing, it waits,
/// and so does `journalctl`: nothing piles up here. Another looks whether the server is there.
final class Shipment {
  /// In bytes of JSON, which is a quarter of that where a message is no text.
  private static final int LONGEST_ENTRY = 256 << 10;

  private final LogDestination destination;
  private final ServerConnection connection;
  private final RunningProgram program;
  private final Optional<String> from;
  private final SendQueue queue;
  private final Pace pace;
  private final Consumer<String> arrivals;
  private final Delivery delivery;
  private final Lines lines;
  private Optional<String> end = Optional.empty();
  private volatile boolean stopping;

  /// @param from the last entry that has arrived already, with which the program begins
  /// @param arrivals told of the last entry that has arrived, once a tick
  Shipment(
      LogDestination destination,
      ServerConnection connection,
      RunningProgram program,
      Optional<String> from,
      SendQueue queue,
      Pace pace,
      Consumer<String> arrivals) {
    this.destination = destination;
    this.connection = connection;
    this.program = program;
    this.from = from;
    this.queue = queue;
    this.pace = pace;
    this.arrivals = arrivals;
    this.delivery = new Delivery(pace.hold(), pace.patience());
    this.lines = new Lines(program.output(), LONGEST_ENTRY);
  }

  /// Carries entries to the end, and says why it came.
  String run() throws InterruptedException {
    Thread watch =
        Thread.ofPlatform().daemon().name("log-watch-" + destination.name()).start(this::watch);
    try {
      pump(connection.output());
      lookAtWhatArrived();
      end(stopping ? "stopped" : "journalctl has ended");
    } catch (IOException e) {
      end(String.valueOf(e.getMessage()));
    }
    watch.join();
    return whyItEnded();
  }

  /// Ends it in order. For any thread; waits for nothing.
  void stop() {
    stopping = true;
    program.close();
  }

  /// How many entries were too long to be sent.
  long leftOut() {
    return lines.leftOut();
  }

  private void pump(OutputStream out) throws IOException {
    for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
      Optional<JournalEntry> entry = JournalEntry.parse(line.get());
      if (entry.isPresent() && !from.equals(Optional.of(entry.get().cursor()))) {
        byte[] frame = frame(entry.get());
        out.write(frame);
        delivery.wrote(entry.get().cursor(), frame.length, System.nanoTime());
      }
    }
  }

  private byte[] frame(JournalEntry entry) {
    return switch (destination.format()) {
      case JSON_LINES -> JsonLine.of(entry);
      case SYSLOG -> SyslogFrame.of(entry);
    };
  }

  private void watch() {
    try {
      InputStream in = connection.input(pace.tick());
      while (isThere(in)) {
        lookAtWhatArrived();
        if (stopping) {
          end("stopped");
          return;
        }
      }
      end("the server closed the connection");
    } catch (IOException e) {
      end(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isThere(InputStream in) throws IOException {
    byte[] ignored = new byte[512];
    try {
      return in.read(ignored) >= 0;
    } catch (SocketTimeoutException _) {
      return true;
    }
  }

  private synchronized void lookAtWhatArrived() throws IOException {
    if (delivery.isDone()) {
      return;
    }
    long written = delivery.written(); // before the kernel is asked, or new bytes would seem taken
    long taken = written - queue.untaken(connection.localPort(), connection.remotePort());
    long now = System.nanoTime();
    Optional<String> arrived =
        stopping ? delivery.arrivedAtLast(taken, now) : delivery.arrived(taken, now);
    arrived.ifPresent(arrivals);
    if (delivery.isStuck(taken, now)) {
      throw new IOException("the server takes nothing any more");
    }
  }

  private synchronized void end(String why) {
    if (end.isEmpty()) {
      end = Optional.of(why);
      connection.close();
      program.close();
    }
  }

  private synchronized String whyItEnded() {
    return end.orElse("");
  }
}
