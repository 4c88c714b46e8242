package dev.carafe.node.health;

import dev.carafe.node.boot.Boot;
import dev.carafe.node.boot.BootEntry;
import dev.carafe.node.boot.OnceABoot;
import dev.carafe.node.host.Journal;
import dev.carafe.node.http.Event;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.problems.Finding;
import dev.carafe.node.problems.ProblemKind;
import dev.carafe.node.problems.Problems;
import dev.carafe.node.status.BootStatus;
import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.FailedTrial;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tells everybody how the boot does: the board and with it console and health document, who
/// watches, the journal, the flight recorder, and the system that runs after this one. For one
/// thread.
public final class BootReports {
  private static final String OF = "gates";

  private final FailedTrialFile file;
  private final OnceABoot telling;
  private final StatusBoard board;
  private final Problems problems;
  private final EventBroadcast events;
  private final Journal journal;
  private final InstantSource clock;
  private Optional<FailedTrial> failedTrial = Optional.empty();
  private BootStatus.State state = BootStatus.State.CHECKING;
  private List<Problem> wrong = List.of();
  private Optional<String> trouble = Optional.empty();

  /// @param file where it is kept why a boot was given up
  /// @param telling of an earlier boot's end, which is news once
  public BootReports(
      FailedTrialFile file,
      OnceABoot telling,
      StatusBoard board,
      Problems problems,
      EventBroadcast events,
      Journal journal,
      InstantSource clock) {
    this.file = file;
    this.telling = telling;
    this.board = board;
    this.problems = problems;
    this.events = events;
    this.journal = journal;
    this.clock = clock;
  }

  /// Tells that the boot loader went back to this entry, where another was given up. Not so where
  /// this is another try of that one.
  void begin(Boot boot) {
    if (boot.entry().isEmpty()) {
      return;
    }
    try {
      failedTrial = file.read().filter(trial -> !trial.entry().equalsIgnoreCase(name(boot)));
      if (failedTrial.isPresent()) {
        FailedTrial trial = failedTrial.get();
        found(
            ProblemKind.ROLLED_BACK,
            trial.entry() + " was given up: " + trial.reason(),
            trial.entry(),
            telling.isDue());
      }
    } catch (IOException | UncheckedIOException e) {
      journal.warning("could not read why an earlier boot was given up: " + e.getMessage());
    }
  }

  /// Puts on the board how far everything is.
  void show(Boot boot, Gates gates) {
    BootStatus status =
        new BootStatus(state, boot.onTrial(), entries(boot), gates.status(), failedTrial);
    board.update(before -> before.with(status));
  }

  /// Nothing is known yet.
  void checking(Boot boot) {
    become(BootStatus.State.CHECKING, boot, List.of());
  }

  /// The boot is a good one.
  ///
  /// @param blessed whether the boot loader was told so just now
  void good(Boot boot, boolean blessed) {
    if (blessed) {
      journal.info(name(boot) + " has proved itself: it is started without counting from now on");
      forget();
    }
    become(BootStatus.State.GOOD, boot, List.of());
  }

  private void forget() {
    try {
      failedTrial = Optional.empty();
      file.delete();
    } catch (IOException | UncheckedIOException e) {
      journal.warning("could not delete " + file.file() + ": " + e.getMessage());
    }
  }

  /// The boot is a bad one, and stays.
  void stays(Boot boot, List<FailedGate> failed) {
    become(BootStatus.State.FAILED, boot, failed);
  }

  /// The boot is a bad one, and is given up: first of all the reason is kept.
  void givenUp(Boot boot, List<FailedGate> failed) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    FailedTrial trial = new FailedTrial(name(boot), now, failed);
    try {
      file.write(trial);
    } catch (IOException | UncheckedIOException e) {
      journal.warning("could not keep why this boot is given up: " + e.getMessage());
    }
    found(
        ProblemKind.TRIAL_FAILED,
        trial.entry() + " is given up, another entry is started: " + trial.reason(),
        trial.entry(),
        true);
    become(BootStatus.State.FAILED, boot, failed);
  }

  /// Something could not be done, of which no gate is to blame. It is said once.
  void couldNot(String why) {
    if (!trouble.equals(Optional.of(why))) {
      trouble = Optional.of(why);
      journal.warning(why);
    }
  }

  private void found(ProblemKind kind, String text, String entry, boolean isNew) {
    problems.found(Finding.event(kind, text, Map.of("entry", entry)), clock.instant(), isNew);
  }

  private void become(BootStatus.State next, Boot boot, List<FailedGate> failed) {
    List<Problem> now = new ArrayList<>();
    failed.forEach(gate ->
        now.add(new Problem(new Position("gates." + gate.name(), 1, 1), gate.reason(), "")));
    if (!now.equals(wrong)) {
      wrong = List.copyOf(now);
      board.update(status -> status.withProblems(OF, wrong));
    }
    if (state != next) {
      state = next;
      failed.forEach(gate ->
          journal.warning("gate " + gate.name() + " has not passed in time: " + gate.reason()));
      Json.Struct event =
          Json.object()
              .with("entry", boot.entry().map(BootEntry::file))
              .with("state", next.name().toLowerCase(Locale.ROOT))
              .build();
      events.publish(Event.of("boot", JsonWriter.write(event)));
    }
  }

  private static String name(Boot boot) {
    return boot.entry().map(BootEntry::name).orElse("this boot");
  }

  private static List<BootStatus.Entry> entries(Boot boot) {
    List<BootStatus.Entry> entries = new ArrayList<>();
    boot.entry().ifPresent(entry -> entries.add(entry(entry, true)));
    boot.others().forEach(entry -> entries.add(entry(entry, false)));
    return entries;
  }

  private static BootStatus.Entry entry(BootEntry entry, boolean booted) {
    return new BootStatus.Entry(
        entry.file(),
        entry.tries().map(tries -> new BootStatus.Tries(tries.left(), tries.done())),
        booted);
  }
}
