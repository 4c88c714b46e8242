package dev.carafe.cli.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `carafe node watch`.
@Command(
    name = "watch",
    description = "Prints what happens on the node as it happens, until Ctrl-C.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node watch", "  carafe node watch --count 1"})
final class WatchCommand extends NodeCall {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "0",
      description = "End after so many events (default: never).")
  int count;

  private Optional<String> last = Optional.empty();
  private int seen;

  /// The first connection must succeed; later ones are tried again and again.
  @Override
  void run(NodeClient node) {
    follow(node);
    while (!isDone()) {
      spec.commandLine().getErr().println("The connection ended; connecting again.");
      LockSupport.parkNanos(PAUSE.toNanos());
      try {
        follow(node);
      } catch (UnreachableException _) {
        // it may be restarting
      }
    }
  }

  private boolean isDone() {
    return (count > 0 && seen >= count) || Thread.currentThread().isInterrupted();
  }

  private void follow(NodeClient node) {
    EventLines lines = new EventLines();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(node.stream("/v1/events", last), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null && !isDone(); line = in.readLine()) {
        lines.take(line).ifPresent(this::show);
        last = lines.lastId().or(() -> last);
        if (isDone()) {
          return;
        }
      }
    } catch (IOException _) {
      // the node has closed it, or is gone
    }
  }

  private void show(String event) {
    seen++;
    out().println(event);
    out().flush();
  }
}
