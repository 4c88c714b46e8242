package dev.carafe.node.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The requests of one client and their answers, one after the other.
final class Conversation {
  /// As much as a client may have sent before it learns that its request is refused.
  private static final int MOST_LINGERING = 8 << 20;

  private final Connection connection;
  private final Session session;
  private final Handler handler;
  private final Limits limits;
  private final RequestReader reader;
  private final Runnable leave;

  /// @param leave gives the connection's place to another one, for this has none of HTTP's any more
  Conversation(
      Connection connection,
      Session session,
      Handler handler,
      Limits limits,
      BodyBudget bodyBudget,
      Runnable leave) {
    this.connection = connection;
    this.session = session;
    this.handler = handler;
    this.limits = limits;
    this.leave = leave;
    reader = new RequestReader(session.in(), session.out(), session.peer(), bodyBudget);
  }

  /// Returns when no further request may follow.
  void run() throws IOException {
    try {
      connection.waitsFor(Connection.Party.WRITER);
      while (converse()) {
        reader.forget();
        connection.waitsFor(Connection.Party.IDLER);
        if (reader.hasNext()) {
          connection.waitsFor(Connection.Party.WRITER);
        }
      }
    } catch (RefusedRequest refused) {
      connection.waitsFor(Connection.Party.REFUSED);
      ResponseWriter.write(session.out(), refused.response(), true, true);
      linger();
    } finally {
      reader.forget();
    }
  }

  /// Reads and answers one request, if there is one, and returns whether another may follow.
  private boolean converse() throws IOException {
    Optional<Request> request = reader.next();
    return request.isPresent() && session.isStillWelcome() && exchange(request.get());
  }

  /// Answers one request, and returns whether another may follow.
  private boolean exchange(Request request) throws IOException {
    connection.owes(true);
    connection.waitsFor(Connection.Party.HANDLER);
    Response response = answer(request);
    connection.waitsFor(Connection.Party.READER);
    boolean withBody = !request.method().equals("HEAD");
    if (response.body() instanceof Response.Upgraded(Upgrade upgrade)) {
      ResponseWriter.write(session.out(), response, false, false);
      connection.owes(false);
      converse(upgrade);
      return false;
    }
    boolean endless =
        response.body() instanceof Response.Events
            || response.body() instanceof Response.Lines
            || response.body() instanceof Response.Written;
    boolean more = request.keepsConnection() && !endless;
    ResponseWriter.write(session.out(), response, withBody, !more);
    connection.owes(false);
    if (withBody && response.body() instanceof Response.Events(EventSource source)) {
      new EventStream(session.out(), connection, limits.heartbeat()).send(source);
    }
    if (withBody && response.body() instanceof Response.Lines(LineStream.Source source)) {
      new LineSender(session.out(), connection, limits.heartbeat()).send(source);
    }
    if (withBody && response.body() instanceof Response.Written(Writing writing)) {
      WrittenBody.send(session.out(), connection, writing);
    }
    return more;
  }

  /// Hands the connection over. It counts no longer among those that HTTP has room for: how many
  /// there may be is a matter of the other protocol.
  private void converse(Upgrade upgrade) throws IOException {
    connection.waitsFor(Connection.Party.HANDLER);
    reader.forget();
    leave.run();
    upgrade.converse(
        new UpgradedConnection(reader.rest(), session.out(), connection::close, connection::watch));
  }

  /// The handler's answer; a fault of ours must not take the connection's thread, nor tell the
  /// client our insides.
  private Response answer(Request request) {
    try {
      return handler.answer(request);
    } catch (RefusedRequest refused) {
      return refused.response();
    } catch (OutOfMemoryError e) {
      System.err.println("no memory for " + request.method() + " " + request.path() + ": " + e);
      return Response.text(Status.UNAVAILABLE, "too much at once; try again in a minute");
    } catch (RuntimeException e) {
      System.err.println("could not answer " + request.method() + " " + request.path() + ": " + e);
      return Response.text(
          Status.INTERNAL_ERROR, "the agent could not answer; its journal says why");
    }
  }

  /// Reads on for a while: closing with bytes unread resets the connection, and the client would
  /// never see the answer (RFC 9112, section 9.6).
  private void linger() throws IOException {
    session.endOutput();
    ByteBuffer scrap = ByteBuffer.allocate(8192);
    for (int count = 0, total = 0; count >= 0 && total < MOST_LINGERING; total += count) {
      count = session.in().read(scrap.clear());
    }
  }
}
