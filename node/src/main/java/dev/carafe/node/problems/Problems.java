package dev.carafe.node.problems;

import dev.carafe.node.host.Journal;
import dev.carafe.node.http.Event;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What went wrong on the host since the agent's start, and what is wrong. Safe for all threads.
///
/// Each problem is told to who watches, to the journal and to the flight recorder; what is wrong is
/// on the status board too. What comes again and again is counted and not told again.
public final class Problems {
  static final int KEPT = 256;

  private static final String OF_CONDITIONS = "conditions";
  private static final Duration SAME = Duration.ofMinutes(1);

  private final StatusBoard board;
  private final EventBroadcast broadcast;
  private final Journal journal;
  private final Consumer<ProblemEvent> recorder;
  private final InstantSource clock;
  private final Pace pace = new Pace(60, Duration.ofSeconds(1));
  private final List<ProblemEvent> events = new ArrayList<>();
  private final Map<ProblemKind, Long> counts = new EnumMap<>(ProblemKind.class);
  private final Map<ConditionKind, Condition> conditions = new EnumMap<>(ConditionKind.class);
  private long next = 1;

  /// @param recorder told of each problem once
  public Problems(
      StatusBoard board,
      EventBroadcast broadcast,
      Journal journal,
      Consumer<ProblemEvent> recorder,
      InstantSource clock) {
    this.board = board;
    this.broadcast = broadcast;
    this.journal = journal;
    this.recorder = recorder;
    this.clock = clock;
    Instant now = now();
    for (ConditionKind kind : ConditionKind.values()) {
      conditions.put(kind, Condition.good(kind, now));
    }
    for (ProblemKind kind : ProblemKind.values()) {
      counts.put(kind, 0L);
    }
  }

  /// A problem was found.
  ///
  /// @param seen when it came
  /// @param isNew whether it was not told before an earlier end of the agent
  public void found(Finding finding, Instant seen, boolean isNew) {
    Instant when = seen.truncatedTo(ChronoUnit.MILLIS);
    add(finding, when, false, isNew);
    if (finding.lasting().isPresent() && !condition(finding.lasting().get()).holds()) {
      ConditionKind kind = finding.lasting().get();
      set(new Condition(kind, true, when, finding.kind().word(), finding.text()));
    }
  }

  /// What lasted is over; nothing happens where it did not last.
  void over(ConditionKind kind, ProblemKind problem, Map<String, String> touches) {
    if (condition(kind).holds()) {
      Instant now = now();
      set(Condition.good(kind, now));
      Finding end = Finding.event(problem, kind.goodMessage() + " again", touches);
      add(end, now, true, true);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// Whether something is wrong at the moment.
  public synchronized Condition condition(ConditionKind kind) {
    return conditions.getOrDefault(kind, Condition.good(kind, Instant.EPOCH));
  }

  /// All conditions, those that hold and those that do not.
  public synchronized List<Condition> conditions() {
    return List.copyOf(conditions.values());
  }

  /// How often each kind of problem was found.
  public synchronized Map<ProblemKind, Long> counts() {
    return new EnumMap<>(counts);
  }

  /// As `docs/formats/problems.md` describes it.
  public synchronized Json.Struct json() {
    return Json.object()
        .with("conditions", Json.of(conditions.values().stream().map(Problems::json).toList()))
        .with("events", Json.of(events.stream().map(ProblemEvent::json).toList()))
        .build();
  }

  private static Json json(Condition condition) {
    return Json.object()
        .with("kind", condition.kind().word())
        .with("holds", Json.of(condition.holds()))
        .with("since", condition.since().toString())
        .with("reason", condition.reason())
        .with("message", condition.message())
        .build();
  }

  private void add(Finding finding, Instant when, boolean over, boolean isNew) {
    ProblemEvent event;
    synchronized (this) {
      if (!over) {
        counts.merge(finding.kind(), 1L, Long::sum);
        if (isAgain(finding, when)) {
          return;
        }
      }
      event =
          new ProblemEvent(
              next++, finding.kind(), when, 1, when, over, finding.text(), finding.touches());
      if (events.size() == KEPT) {
        events.removeFirst();
      }
      events.add(event);
    }
    if (isNew && pace.allows(System.nanoTime())) {
      tell(event);
    }
  }

  /// Whether it is one that is known, which is counted then.
  private boolean isAgain(Finding finding, Instant when) {
    for (int i = events.size() - 1; i >= 0; i--) {
      ProblemEvent event = events.get(i);
      if (event.kind() == finding.kind() && event.touches().equals(finding.touches())) {
        if (event.over() || Duration.between(event.last(), when).compareTo(SAME) > 0) {
          return false;
        }
        events.set(i, event.again(when));
        return true;
      }
    }
    return false;
  }

  private void tell(ProblemEvent event) {
    if (event.over()) {
      journal.info("problem " + event.kind().word() + " is over: " + event.text());
    } else {
      journal.warning("problem " + event.kind().word() + ": " + event.text());
    }
    recorder.accept(event);
    broadcast.publish(Event.of("problem", JsonWriter.write(event.json())));
  }

  private void set(Condition condition) {
    List<Problem> lasting = new ArrayList<>();
    synchronized (this) {
      conditions.put(condition.kind(), condition);
      for (Condition each : conditions()) {
        if (each.holds()) {
          lasting.add(new Problem(new Position(each.kind().word(), 1, 1), each.message(), ""));
        }
      }
    }
    board.update(status -> status.withProblems(OF_CONDITIONS, lasting));
  }
}
