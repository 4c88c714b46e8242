package dev.carafe.node.cloud;

import dev.carafe.node.host.Journal;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.UnwellUnit;
import dev.carafe.node.metadata.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Sends a report when the node has booted, and one every six hours. What cannot be sent is said in
/// the journal and never sent again.
public final class MetricsReports {
  private static final Duration BETWEEN_REPORTS = Duration.ofHours(6);

  private final Supplier<Optional<MetricsReport>> report;
  private final Supplier<List<UnwellUnit>> units;
  private final Waiting waiting;
  private final Journal journal;

  /// @param report as the settings want it at that time; empty where they want none
  /// @param units those of the watched units that are not well at that time
  public MetricsReports(
      Supplier<Optional<MetricsReport>> report,
      Supplier<List<UnwellUnit>> units,
      Waiting waiting,
      Journal journal) {
    this.report = report;
    this.units = units;
    this.waiting = waiting;
    this.journal = journal;
  }

  /// Reports until the thread is interrupted.
  public void run() {
    try {
      send(MetricsReport::sendBoot);
      while (true) {
        waiting.pause(BETWEEN_REPORTS);
        send(wanted -> wanted.sendHealth(units.get()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Sending {
    void send(MetricsReport report) throws IOException;
  }

  private void send(Sending sending) {
    try {
      Optional<MetricsReport> wanted = report.get();
      if (wanted.isPresent()) {
        sending.send(wanted.get());
      }
    } catch (IOException | ProgramFailedException e) {
      journal.warning("could not send a report: " + e.getMessage());
    }
  }
}
