package dev.carafe.node.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The events that wait for one client.
///
/// A client that is [#CAPACITY] events behind has its stream ended: it is to connect again and see
/// what is, rather than miss events without knowing.
public final class EventQueue {
  static final int CAPACITY = 64;

  private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>(CAPACITY);
  private volatile boolean ended;

  EventQueue() {}

  /// Never waits. Events offered after the end are dropped.
  public void offer(Event event) {
    if (!ended && !waiting.offer(event)) {
      end();
    }
  }

  /// Ends the stream after the events that wait already.
  public void end() {
    ended = true;
  }

  /// Whether no event will come any more.
  boolean isOver() {
    return ended && waiting.isEmpty();
  }

  /// The next event; empty where none came for a while.
  Optional<Event> next(Duration longest) throws InterruptedException {
    return Optional.ofNullable(waiting.poll(longest.toNanos(), TimeUnit.NANOSECONDS));
  }
}
