package dev.carafe.node.websocket;

import java.time.Duration;

/// Asks a client every four seconds whether it is there, until this is closed.
public final class Heartbeat implements AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(4);

  private final Thread thread;

  private Heartbeat(Thread thread) {
    this.thread = thread;
  }

  public static Heartbeat of(WebSocket socket) {
    return new Heartbeat(Thread.ofPlatform().daemon().name("heartbeat").start(() -> beat(socket)));
  }

  private static void beat(WebSocket socket) {
    try {
      while (true) {
        Thread.sleep(BEAT);
        socket.ping();
      }
    } catch (InterruptedException _) {
      // the conversation is over
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
