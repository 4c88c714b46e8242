package dev.carafe.node;

import dev.carafe.node.cri.RuntimeNames;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.KernelText;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.kernel.KernelLog;
import dev.carafe.node.kernel.KernelMessage;
import dev.carafe.node.problems.CrashReport;
import dev.carafe.node.problems.HostView;
import dev.carafe.node.problems.KernelLogWatch;
import dev.carafe.node.problems.MemoryGuard;
import dev.carafe.node.problems.ProblemWatch;
import dev.carafe.node.problems.Problems;
import dev.carafe.node.recorder.EntryKind;
import dev.carafe.node.recorder.RecordedEntries;
import dev.carafe.node.recorder.Recorder;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.trust.audit.Act;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// How the host explains itself: its problems, and its flight recorder.
///
/// Four threads of low pace do it, which begin when the node is ready and its pods run: one takes
/// to the disk what is recorded, one reads the kernel's log, one looks for what the log does not
/// tell, one guards the memory.
final class Watches {
  private static final Path PROC = Path.of("/proc");
  private static final Duration BEFORE_REOPENING = Duration.ofSeconds(10);
  private static final Duration LONGEST_START = Duration.ofSeconds(20);
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);

  private final Place place;
  private final DataPartition data;
  private final StatusBoard board;
  private final Journal journal;
  private final Recorder recorder;
  private final Problems problems;
  private final LastingThreads threads;
  private volatile boolean begun;

  Watches(
      Place place, DataPartition data, StatusBoard board, EventBroadcast events, Journal journal) {
    this.place = place;
    this.data = data;
    this.board = board;
    this.journal = journal;
    this.threads = new LastingThreads(journal);
    this.recorder = new Recorder(place.recorder(), data::isMounted, boot(), journal);
    this.problems =
        new Problems(
            board,
            events,
            journal,
            event -> recorder.recordUrgently(EntryKind.PROBLEM, event.json()),
            InstantSource.system());
  }

  private static UUID boot() {
    try {
      return UUID.fromString(KernelText.read(PROC.resolve("sys/kernel/random/boot_id")).strip());
    } catch (IOException | IllegalArgumentException _) {
      return UUID.randomUUID();
    }
  }

  Problems problems() {
    return problems;
  }

  RecordedEntries entries() {
    return new RecordedEntries(recorder);
  }

  /// Records what somebody has done through the API, or tried to.
  void record(Act act) {
    recorder.recordUrgently(
        EntryKind.ACT,
        Json.object()
            .with("caller", act.caller())
            .with("role", act.role())
            .with("from", act.from())
            .with("action", act.action())
            .with("target", act.target())
            .with("status", act.status())
            .with("detail", act.detail())
            .build());
  }

  /// Begins, on threads of its own: when the pods have had time to start, as they need both
  /// processors.
  void begin(OsRelease os) {
    threads.start(
        "watches",
        () -> {
          awaitPods();
          beginNow(os);
        });
  }

  private void awaitPods() {
    try {
      long end = System.nanoTime() + LONGEST_START.toNanos();
      NodeStatus status = board.status();
      for (long left = LONGEST_START.toNanos();
          left > 0 && status.verdict() == NodeStatus.Verdict.STARTING;
          left = end - System.nanoTime()) {
        status = board.awaitChange(status, Duration.ofNanos(left));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void beginNow(OsRelease os) {
    Json.Builder start = Json.object().with("os", os.json());
    board.status().readyAfter().ifPresent(ready -> start.with("ready_after_ms", ready.toMillis()));
    recorder.recordUrgently(EntryKind.START, start.build());
    StatusChanges changes = new StatusChanges(board, recorder);
    ProblemWatch watch =
        new ProblemWatch(
            problems,
            new HostView(PROC, place.blockDevices(), data),
            new RuntimeNames(place.containerd())::find,
            vitals -> recorder.record(EntryKind.VITALS, vitals),
            changes::look);
    Path device = place.root().resolve("dev/kmsg");
    KernelLog log = new KernelLog(() -> FileChannel.open(device), BEFORE_REOPENING);
    begun = true;
    threads.start("recorder", recorder::run);
    threads.start("problems", watch::run);
    threads.start("crashes", this::tellCrashes);
    threads.start("memory", new MemoryGuard(PROC, place.controlGroups(), watch, journal)::run);
    if (Files.exists(device)) {
      threads.start("kernel-log", () -> follow(log, watch));
    } else {
      journal.info("there is no " + device + ", so problems in the kernel's log are not seen");
    }
  }

  private void follow(KernelLog log, ProblemWatch watch) {
    try {
      log.follow(new KernelLogWatch(watch, lastKnown(), this::record, () -> recorder.leaveOut(1)));
    } catch (IOException e) {
      journal.warning("could not read the kernel's log: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The kernel's last message that an earlier agent of this boot has recorded.
  private OptionalLong lastKnown() throws InterruptedException {
    Optional<String> last = recorder.last(EntryKind.KERNEL);
    try {
      if (last.isPresent()
          && JsonReader.read(last.get()) instanceof Json.Struct message
          && message.member("number").orElse(new Json.Null()) instanceof Json.Numeral(String n)) {
        return OptionalLong.of(Long.parseLong(n));
      }
    } catch (JsonSyntaxException | NumberFormatException _) {
      // it was cut: what it told is told again
    }
    return OptionalLong.empty();
  }

  private void record(KernelMessage message) {
    recorder.recordPatiently(
        EntryKind.KERNEL,
        Json.object()
            .with("number", message.sequence())
            .with("severity", message.severity())
            .with("facility", message.facility())
            .with("since_start_us", message.micros())
            .with("text", message.text())
            .build(),
        message.isGrave());
  }

  private void tellCrashes() {
    try {
      new CrashReport(place.crashes(), problems, this::recordCrash, journal).tell();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void recordCrash(List<String> lines) throws InterruptedException {
    for (String line : lines) {
      recorder.recordPatiently(EntryKind.CRASH, Json.object().with("text", line).build(), false);
    }
    recorder.recordAndWait(
        EntryKind.CRASH, Json.object().with("lines", lines.size()).build(), LONGEST_FAREWELL);
  }

  /// Records that the agent ends in order.
  void end() {
    if (!begun) {
      return;
    }
    try {
      recorder.recordAndWait(EntryKind.END, Json.object().build(), LONGEST_FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
