package dev.carafe.node.exec;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The messages that a process has not read yet: at most [#MOST_MESSAGES] of them, and so many
/// bytes as there is memory for. Whoever brings more bytes waits, whoever brings more messages is
/// turned away.
final class InputQueue {
  static final int MOST_MESSAGES = 1024;

  /// What a session has for itself: a message fits always.
  private static final int OWN = 64 << 10;

  private static final long GLANCE_MILLIS = 500;

  private record Piece(ByteBuffer bytes, int size, boolean borrowed) {}

  private final InputMemory memory;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private int outstanding;
  private int held;
  private boolean ended;
  private boolean closed;

  InputQueue(InputMemory memory) {
    this.memory = memory;
  }

  /// Takes a message; false where the client had no right to send it.
  synchronized boolean offer(ByteBuffer bytes) throws InterruptedException {
    if (closed) {
      return true;
    }
    if (outstanding >= MOST_MESSAGES) {
      return false;
    }
    int size = bytes.remaining();
    while (!closed) {
      boolean own = held + size <= OWN;
      if (own || memory.take(size)) {
        held += own ? size : 0;
        outstanding++;
        waiting.add(new Piece(bytes, size, !own));
        notifyAll();
        return true;
      }
      wait(GLANCE_MILLIS);
    }
    return true;
  }

  /// The next message, waited for; empty at the end. It stays outstanding until [#done()].
  synchronized Optional<ByteBuffer> next() throws InterruptedException {
    while (waiting.isEmpty() && !ended && !closed) {
      wait();
    }
    return closed || waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.peek().bytes);
  }

  /// The message that [#next()] gave last has been written.
  synchronized void done() {
    if (!waiting.isEmpty()) {
      giveBack(waiting.remove());
      outstanding--;
      notifyAll();
    }
  }

  private void giveBack(Piece piece) {
    if (piece.borrowed) {
      memory.giveBack(piece.size);
    } else {
      held -= piece.size;
    }
  }

  /// No message follows.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /// Nobody writes any more: what waits is dropped, and so is what comes.
  synchronized void close() {
    closed = true;
    waiting.forEach(this::giveBack);
    waiting.clear();
    notifyAll();
  }
}
