package dev.carafe.node.api;

import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.Semaphore;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/// How the agent itself does.
final class AgentEndpoints {
  private static final String TYPE = "application/octet-stream";
  private static final String BUSY = "another recording runs; ask again when it is over";
  private static final int LONGEST_SECONDS = 300;

  /// As the JDK calls it: with what costs about two percent.
  private static final String SETTINGS = "profile";

  private final Semaphore free = new Semaphore(1);

  List<Route> routes() {
    return List.of(
        new Route("GET", "/v1/agent/recording", (request, _) -> recording(request), true));
  }

  private Response recording(Request request) {
    int seconds =
        Parameters.number("seconds", request.query("seconds").orElse("30"), 1, LONGEST_SECONDS);
    return free.availablePermits() > 0
        ? Response.written(TYPE, out -> record(seconds, out))
        : Response.text(Status.UNAVAILABLE, BUSY);
  }

  private void record(int seconds, OutputStream out) throws IOException {
    if (!free.tryAcquire()) {
      throw new IOException(BUSY);
    }
    try (Recording recording = new Recording(Configuration.getConfiguration(SETTINGS))) {
      recording.start();
      Thread.sleep(seconds * 1000L);
      recording.stop();
      try (InputStream recorded = recording.getStream(null, null)) {
        recorded.transferTo(out);
      }
    } catch (ParseException e) {
      throw new IOException("the JDK's settings " + SETTINGS + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      free.release();
    }
  }
}
