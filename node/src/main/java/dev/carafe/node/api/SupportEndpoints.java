package dev.carafe.node.api;

import dev.carafe.node.host.KernelText;
import dev.carafe.node.host.Machine;
import dev.carafe.node.http.LineStream;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.log.LogQuery;
import dev.carafe.node.log.NodeLogs;
import dev.carafe.node.problems.Problems;
import dev.carafe.node.recorder.EntryQuery;
import dev.carafe.node.recorder.RecordedEntries;
import dev.carafe.node.report.Report;
import dev.carafe.node.report.Reports;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.support.SupportBundle;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;

/// All that somebody who helps from afar needs, in one file.
final class SupportEndpoints {
  private static final String TYPE = "application/gzip";
  private static final Path PROC = Path.of("/proc");
  private static final int JOURNAL_LINES = 5000;
  private static final int POD_LINES = 500;
  private static final int ENTRIES = 10_000;
  private static final int ENOUGH = 2 << 20;

  /// For all lines of one log.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final NodeSettings settings;
  private final Json.Struct os;
  private final StatusBoard board;
  private final Machine machine;
  private final MachineEndpoints onMachine;
  private final ObservationEndpoints observation;
  private final Metrics metrics;
  private final Problems problems;
  private final RecordedEntries recorded;
  private final Reports reports;
  private final NodeLogs logs;
  private final InstantSource clock;
  private final Semaphore free = new Semaphore(1);

  SupportEndpoints(
      NodeSettings settings,
      Json.Struct os,
      StatusBoard board,
      Machine machine,
      MachineEndpoints onMachine,
      ObservationEndpoints observation,
      Metrics metrics,
      Problems problems,
      RecordedEntries recorded,
      Reports reports,
      NodeLogs logs,
      InstantSource clock) {
    this.settings = settings;
    this.os = os;
    this.board = board;
    this.machine = machine;
    this.onMachine = onMachine;
    this.observation = observation;
    this.metrics = metrics;
    this.problems = problems;
    this.recorded = recorded;
    this.reports = reports;
    this.logs = logs;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/support", (_, _) -> bundle()));
  }

  private Response bundle() {
    return free.availablePermits() > 0
        ? Response.written(TYPE, this::write)
        : Response.text(Status.UNAVAILABLE, "another is being made; try again in a minute");
  }

  private void write(OutputStream out) throws IOException {
    if (!free.tryAcquire()) {
      throw new IOException("another is being made");
    }
    try {
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      String name = "carafe-support-" + now.toString().replace(":", "");
      parts().writeTo(out, name, now);
    } finally {
      free.release();
    }
  }

  private SupportBundle parts() {
    SupportBundle bundle =
        new SupportBundle(settings.effective(), settings.schema())
            .with("os.json", () -> JsonWriter.indented(os))
            .with("health.json", () -> JsonWriter.indented(observation.health()))
            .with(
                "boot.json",
                () ->
                    JsonWriter.indented(
                        BootDocument.of(board.status().boot(), BootDocument.Detail.LOGS)))
            .with("metrics.txt", () -> metrics.text(board.status()))
            .with("problems.json", () -> JsonWriter.indented(problems.json()))
            .with("services.json", () -> JsonWriter.indented(onMachine.services()))
            .with("failed-units.txt", this::failedUnits)
            .with("disks.json", () -> JsonWriter.indented(onMachine.disks()))
            .with("kernel/cmdline.txt", () -> withoutCredentials(text("cmdline")));
    for (String file :
        List.of(
            "version",
            "uptime",
            "loadavg",
            "meminfo",
            "vmstat",
            "mounts",
            "modules",
            "net/dev",
            "pressure/cpu",
            "pressure/io",
            "pressure/memory")) {
      bundle.with("kernel/" + file.replace('/', '-') + ".txt", () -> text(file));
    }
    for (int boot : new int[] {0, -1}) {
      bundle
          .with("recorder/boot" + boot + ".jsonl", () -> recorded(boot))
          .with("journal/boot" + boot + ".txt", () -> journal(boot));
    }
    addPods(bundle);
    for (Reports.Listed report : reports.list()) {
      bundle.with("reports/" + report.name() + ".txt", () -> report(report.name()));
    }
    return bundle;
  }

  private void addPods(SupportBundle bundle) {
    for (PodStatus pod : board.status().pods().values()) {
      for (ContainerStatus container : pod.containers()) {
        LogQuery.ContainerName name = new LogQuery.ContainerName(pod.name(), container.name());
        bundle.with(
            "pods/" + pod.name() + "/" + container.name() + ".txt",
            () -> logs.containers(pod.name()).contains(container.name()) ? log(name) : "");
      }
    }
  }

  private String failedUnits() {
    StringBuilder text = new StringBuilder();
    for (var unit : machine.system().failedUnits()) {
      text.append(unit.name()).append(": ").append(unit.result()).append('\n');
    }
    return text.toString();
  }

  private static String text(String file) throws IOException {
    return KernelText.read(PROC.resolve(file));
  }

  /// Whoever starts a machine may give it credentials there.
  static String withoutCredentials(String commandLine) {
    StringBuilder shown = new StringBuilder();
    for (String word : commandLine.strip().split(" ", -1)) {
      int equals = word.indexOf('=');
      boolean secret = word.startsWith("systemd.set_credential") && equals > 0;
      shown.append(secret ? word.substring(0, equals) + "=[removed]" : word).append(' ');
    }
    return shown.append('\n').toString();
  }

  private String recorded(int boot) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    boolean _ =
        recorded.read(
            EntryQuery.ofBoot(boot, OptionalInt.of(ENTRIES)),
            line -> text.append(new String(line, StandardCharsets.UTF_8)));
    return text.toString();
  }

  private String journal(int boot) throws IOException, InterruptedException {
    return logs.hasBoot(boot) ? lines(query(Optional.empty(), JOURNAL_LINES, boot)) : "";
  }

  private String log(LogQuery.ContainerName name) throws IOException, InterruptedException {
    return lines(query(Optional.of(name), POD_LINES, 0));
  }

  private static LogQuery query(Optional<LogQuery.ContainerName> name, int lines, int boot) {
    return new LogQuery(
        Optional.empty(),
        name,
        Optional.empty(),
        OptionalInt.of(lines),
        Optional.empty(),
        false,
        boot);
  }

  private String lines(LogQuery query) throws IOException, InterruptedException {
    LineStream.Source source =
        logs.read(query, false).orElseThrow(() -> new IOException("too many read logs at once"));
    StringBuilder text = new StringBuilder();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (LineStream lines = source.open()) {
      while (!lines.isOver() && text.length() < ENOUGH) {
        long left = end - System.nanoTime();
        if (left < 0) {
          throw new IOException("it took longer than a minute");
        }
        lines
            .next(Duration.ofNanos(left))
            .ifPresent(line -> text.append(new String(line, StandardCharsets.UTF_8)));
      }
    }
    return text.toString();
  }

  private String report(String name) {
    return reports.make(name, 2).map(Report::text).orElse("");
  }
}
