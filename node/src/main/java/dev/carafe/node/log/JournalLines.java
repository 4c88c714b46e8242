package dev.carafe.node.log;

import dev.carafe.node.host.RunningProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Entries that `journalctl` writes. When nobody takes them, a thread waits with a few in its
/// hands, and `journalctl` with it: nothing piles up.
final class JournalLines implements LogLines {
  /// In bytes of JSON.
  private static final int LONGEST_ENTRY = 256 << 10;

  private static final int AHEAD = 4;

  private final RunningProgram program;
  private final Thread reader;

  /// The empty one is the end.
  private final BlockingQueue<Optional<LogLine>> waiting = new ArrayBlockingQueue<>(AHEAD);

  private boolean over;

  JournalLines(RunningProgram program) {
    this.program = program;
    this.reader = Thread.ofPlatform().daemon().name("log-reader").start(this::read);
  }

  private void read() {
    Lines lines = new Lines(program.output(), LONGEST_ENTRY);
    try {
      try {
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
          Optional<JournalEntry> entry = JournalEntry.parse(line.get());
          if (entry.isPresent()) {
            waiting.put(Optional.of(new LogLine.OfJournal(entry.get())));
          }
        }
      } catch (IOException _) {
        // the program was ended
      }
      waiting.put(Optional.empty());
    } catch (InterruptedException _) {
      // nobody takes what is left
    }
  }

  @Override
  public Optional<LogLine> next(Duration longest) throws InterruptedException {
    Optional<LogLine> next = over ? null : waiting.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
    if (next == null) {
      return Optional.empty();
    }
    over = next.isEmpty();
    return next;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    program.close();
    reader.interrupt();
  }
}
