package dev.carafe.node.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What was written to one connection, and has it arrived?
///
/// The server's kernel says how far it has taken bytes, but not whether the server has read them:
/// what it took shortly before the connection broke counts as lost. So entries are sent twice
/// rather than not at all. Safe for all threads; times are nanoseconds of one clock.
final class Delivery {
  /// Entries that follow each other faster are one mark, so that there are few.
  private static final long GRAIN = Duration.ofMillis(100).toNanos();

  private final long hold;
  private final long patience;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long written;

  /// @param begun when its first entry was written
  /// @param ended when its last entry was written
  /// @param bytes of the connection up to its last entry's end
  private record Mark(String cursor, long bytes, long begun, long ended) {}

  /// @param hold how long the connection must have lived on after what it brought
  /// @param patience how long the server may leave bytes untaken
  Delivery(Duration hold, Duration patience) {
    this.hold = hold.toNanos();
    this.patience = patience.toNanos();
  }

  /// An entry was written.
  synchronized void wrote(String cursor, int bytes, long now) {
    written += bytes;
    Mark last = marks.peekLast();
    if (last != null && now - last.begun() < GRAIN) {
      marks.removeLast();
      marks.add(new Mark(cursor, written, last.begun(), now));
    } else {
      marks.add(new Mark(cursor, written, now, now));
    }
  }

  /// How many bytes were written so far.
  synchronized long written() {
    return written;
  }

  /// The last entry that is known to have arrived since the last question.
  ///
  /// @param taken how many bytes the server's kernel has taken
  synchronized Optional<String> arrived(long taken, long now) {
    Optional<String> cursor = Optional.empty();
    Mark first = marks.peekFirst();
    while (first != null && first.bytes() <= taken && now - first.ended() >= hold) {
      cursor = Optional.of(first.cursor());
      marks.removeFirst();
      first = marks.peekFirst();
    }
    return cursor;
  }

  /// The same at an end in order, when nothing needs to be held back.
  synchronized Optional<String> arrivedAtLast(long taken, long now) {
    return arrived(taken, now + hold);
  }

  /// Whether the server has not taken for too long what was written.
  synchronized boolean isStuck(long taken, long now) {
    Mark first = marks.peekFirst();
    return first != null && first.bytes() > taken && now - first.ended() > patience;
  }

  /// Whether everything that was written is known to have arrived.
  synchronized boolean isDone() {
    return marks.isEmpty();
  }
}
