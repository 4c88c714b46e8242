package dev.carafe.node.update.fetch;

import dev.carafe.node.metadata.Waiting;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.UnreachableException;
import dev.carafe.trust.tuf.SlowRetrievalException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which of several servers is asked. One that does not answer, or breaks off, is asked again, each
/// time after twice the pause; one that gives something wrong, or is too slow, is not.
///
/// For one thread.
final class Servers {
  private static final int TRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final String what;
  private final List<WebFolder> all;
  private final Waiting waiting;
  private final List<String> failures = new ArrayList<>();
  private int current;
  private int tries;

  /// Whether one of those that were left was there, and had something else than was asked for.
  private boolean somebodyThere;

  /// @param what is fetched, for messages
  /// @param all asked in this order, at least one
  Servers(String what, List<WebFolder> all, Waiting waiting) {
    this.what = what;
    this.all = List.copyOf(all);
    this.waiting = waiting;
  }

  /// The one to ask.
  WebFolder current() {
    return all.get(current);
  }

  /// It has given something.
  void gave() {
    tries = 0;
  }

  /// It has failed: now there is another one to ask, or it is time to ask it again.
  ///
  /// @throws dev.carafe.node.update.UnreachableException where nobody is left, and none was there
  /// @throws FailedUpdateException where nobody is left, or the agent stops
  void failed(Exception why) {
    demandThatNobodyStops();
    tries++;
    boolean brokeOff = why instanceof IOException && !(why instanceof NoSuchFileException);
    boolean wasThere = !brokeOff && !(why instanceof SlowRetrievalException);
    if (brokeOff && tries < TRIES) {
      pause(FIRST_PAUSE.multipliedBy(1L << (tries - 1)));
    } else if (!next(String.valueOf(why.getMessage()), wasThere)) {
      String all = String.join("; ", failures);
      throw somebodyThere
          ? new FailedUpdateException("could not fetch " + what + ": " + all, why)
          : new UnreachableException(what, all, why);
    }
  }

  /// Leaves the current one, for what it gives is wrong.
  ///
  /// @return whether there is another
  boolean next(String why) {
    return next(why, true);
  }

  private boolean next(String why, boolean wasThere) {
    somebodyThere |= wasThere;
    failures.add(current() + ": " + why);
    tries = 0;
    if (current + 1 == all.size()) {
      return false;
    }
    current++;
    return true;
  }

  private void pause(Duration pause) {
    try {
      waiting.pause(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    demandThatNobodyStops();
  }

  private static void demandThatNobodyStops() {
    if (Thread.currentThread().isInterrupted()) {
      throw new FailedUpdateException("could not go on with the update: the agent stops");
    }
  }
}
