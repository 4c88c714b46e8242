package dev.carafe.node.metadata;

import dev.carafe.node.web.Answer;
import dev.carafe.node.web.AnswerTooLargeException;
import dev.carafe.node.web.Call;
import dev.carafe.node.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// One conversation with a metadata service, which asks again until its patience is over: the
/// service is a neighbour that may be slow to come up, and the network to it may be, too.
public final class MetadataClient {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private final URI base;
  private final Patience patience;
  private final Waiting waiting;
  private final WebClient client;
  private final long end;

  private MetadataClient(URI base, Patience patience, Waiting waiting, WebClient client) {
    this.base = base;
    this.patience = patience;
    this.waiting = waiting;
    this.client = client;
    end = waiting.nanoTime() + patience.overall().toNanos();
  }

  /// Begins to be patient with a neighbour, to whom no proxy leads.
  public static MetadataClient begin(URI base, Patience patience, Waiting waiting) {
    return begin(base, patience, waiting, WebClient.direct(patience.call()));
  }

  /// Begins to be patient with somebody else, by another client.
  public static MetadataClient begin(
      URI base, Patience patience, Waiting waiting, WebClient client) {
    return new MetadataClient(base, patience, waiting, client);
  }

  /// The address of a path of this service.
  public URI address(String path) {
    return base.resolve(path);
  }

  /// The first answer that is not the server's own trouble.
  ///
  /// @param instead what to do where there is none
  /// @throws MetadataException where no such answer comes in time
  public Answer send(Call call, String instead) throws InterruptedException {
    Duration pause = patience.first();
    for (int tries = 1; true; tries++) {
      String why;
      try {
        Answer answer = client.send(call);
        if (!isTrouble(answer)) {
          return answer;
        }
        why = "it answers " + answer.status();
      } catch (AnswerTooLargeException e) {
        throw failed(call, String.valueOf(e.getMessage()), "give the node less");
      } catch (IOException e) {
        why = String.valueOf(e.getMessage());
      }
      if (waiting.nanoTime() + pause.toNanos() - end > 0) {
        String times = " (" + tries + (tries == 1 ? " try in " : " tries in ");
        throw failed(call, why + times + patience.overall().toSeconds() + " s)", instead);
      }
      waiting.pause(pause);
      pause = shorter(pause.multipliedBy(2), patience.longest());
    }
  }

  private static boolean isTrouble(Answer answer) {
    return answer.status() >= FIRST_SERVER_ERROR || answer.status() == TOO_MANY_REQUESTS;
  }

  private static Duration shorter(Duration left, Duration right) {
    return left.compareTo(right) < 0 ? left : right;
  }

  private static MetadataException failed(Call call, String why, String instead) {
    String verb = call.method().equals("GET") ? "read" : "ask";
    return new MetadataException(verb, call.address(), why, instead);
  }
}
