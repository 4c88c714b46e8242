package dev.carafe.node.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A client's socket, and for whom everybody waits.
final class Connection implements AutoCloseable {

  /// Whose turn it is.
  enum Party {
    /// The client is to say who it is.
    STRANGER,
    /// The client may send another request.
    IDLER,
    /// The client is to send a request.
    WRITER,
    /// The client is to read an answer.
    READER,
    /// The client is to notice that we hung up.
    REFUSED,
    /// We are at work, however long that takes.
    HANDLER
  }

  private record Turn(Party party, long since) {}

  private final SocketChannel channel;
  private final Limits limits;
  private volatile Turn turn = new Turn(Party.STRANGER, System.nanoTime());
  private volatile Optional<Session> session = Optional.empty();
  private volatile boolean owed;
  private volatile BooleanSupplier watch = () -> false;

  Connection(SocketChannel channel, Limits limits) {
    this.channel = channel;
    this.limits = limits;
  }

  Session begin(Transport transport) throws IOException {
    Session begun = transport.begin(channel);
    session = Optional.of(begun);
    return begun;
  }

  void waitsFor(Party party) {
    turn = new Turn(party, System.nanoTime());
  }

  /// Whether the client is owed the answer to a request. It hears that out although it is not
  /// welcome any more: what it asked for may have been just the change that turns it away.
  void owes(boolean answer) {
    owed = answer;
  }

  /// From now on it is over when this says so, too.
  void watch(BooleanSupplier isOver) {
    watch = isOver;
  }

  /// Whether the client has had its time, or is not welcome any more.
  boolean isOver() {
    Turn now = turn;
    boolean late = waited(now).compareTo(patience(now.party)) > 0;
    return late || watch.getAsBoolean() || (isUnwelcome() && !owed);
  }

  private boolean isUnwelcome() {
    return session.isPresent() && !session.get().isStillWelcome();
  }

  private Duration patience(Party party) {
    return switch (party) {
      case STRANGER -> limits.handshake();
      case IDLER -> limits.idle();
      case WRITER, READER -> limits.patience();
      case REFUSED -> limits.linger();
      case HANDLER -> Duration.ofSeconds(Long.MAX_VALUE);
    };
  }

  /// How long it has been idle, where it may be closed to make room for another client: nobody has
  /// shown a certificate, and we owe no answer.
  Optional<Duration> dispensableFor() {
    Turn now = turn;
    boolean certified = session.isPresent() && session.get().peer() instanceof Peer.Certified;
    boolean idle =
        switch (now.party) {
          case STRANGER -> true;
          case IDLER, WRITER -> !certified;
          case READER, REFUSED, HANDLER -> false;
        };
    return idle ? Optional.of(waited(now)) : Optional.empty();
  }

  private static Duration waited(Turn turn) {
    return Duration.ofNanos(System.nanoTime() - turn.since);
  }

  /// Ends it from any thread, without waiting for the client.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // nothing is left to be done about it
    }
  }
}
