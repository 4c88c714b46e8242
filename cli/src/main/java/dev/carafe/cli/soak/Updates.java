package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carafe.cli.node.RemoteUpdates;
import dev.carafe.image.inspect.Finding;
import dev.carafe.image.inspect.ImageVerifier;
import dev.carafe.lab.WriteLog;
import dev.carafe.lab.web.FileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Updates of which some phases are interrupted, one after the other, until the new system has
/// proved itself; then the disk is made anew of the old one. After each boot the old system or the
/// new one runs, what the boot loader could start is whole, and the update goes on.
public final class Updates implements Scenario<UpdatePhase> {
  /// How these campaigns are written down.
  public static final CampaignKind<UpdatePhase> KIND =
      new CampaignKind<>(
          "update",
          UpdatePhase::read,
          List.of(
              tally("writing", "came while the new system was written", UpdatePhase.Stage.WRITING),
              tally(
                  "choosing",
                  "came at its activation, or in the reboot",
                  UpdatePhase.Stage.CHOOSING),
              tally("on trial", "came while the new system was on trial", UpdatePhase.Stage.TRIAL),
              Tally.of("old", "left the old system", Verdict.Kind.OLD),
              Tally.of("new", "left the new one", Verdict.Kind.NEW)));

  /// Parts of a disk of which there are two copies.
  private static final Set<String> TWOFOLD = Set.of("partition table", "system partition");

  private static final String KEPT = "kept";
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final OfferedUpdate update;
  private final Course course;
  private final FileServer server;

  private Updates(OfferedUpdate update, Course course, FileServer server) {
    this.update = update;
    this.course = course;
    this.server = server;
  }

  private static Tally<UpdatePhase> tally(String column, String sentence, UpdatePhase.Stage stage) {
    return new Tally<>(column, sentence, cut -> cut.moment().stage() == stage);
  }

  /// Serves what is offered.
  public static Updates start(OfferedUpdate update, Course course) throws IOException {
    return new Updates(update, course, FileServer.start(update.repository(), 0));
  }

  @Override
  public CampaignKind<UpdatePhase> kind() {
    return KIND;
  }

  @Override
  public String userData() {
    return """
    [settings]
    motd = "%s"
    """
        .formatted(KEPT);
  }

  @Override
  public Optional<Path> image() {
    return Optional.of(update.image());
  }

  /// Once the new system has proved itself there is nothing left to interrupt.
  @Override
  public boolean endsDisk(Cut<UpdatePhase> judged) {
    return judged.moment().stage() == UpdatePhase.Stage.TRIAL;
  }

  @Override
  public Verdict judge(
      Boot boot, Campaign<UpdatePhase> campaign, Beginning before, Cut<UpdatePhase> cut)
      throws IOException, InterruptedException {
    UpdatePhase phase = cut.moment();
    UpdateSight sight = sight(boot);
    List<String> faults = sight.faults(phase, update, KEPT);
    if (!faults.isEmpty()) {
      return Verdict.failed(String.join("; ", faults));
    }
    if (phase.stage() == UpdatePhase.Stage.TRIAL) {
      await(boot, "the new system's proof", () -> isBlessed(boot.node()));
    }
    return Verdict.of(sight.running().equals(update.from()) ? Verdict.Kind.OLD : Verdict.Kind.NEW);
  }

  private UpdateSight sight(Boot boot) throws IOException, InterruptedException {
    return new UpdateSight(
        running(boot.node()),
        Optional.ofNullable(
            boot.node().json("/settings?keys=settings.motd").path("motd").textValue()),
        outcomes(boot.node()),
        faults(boot.disk()));
  }

  private static String running(NodeApi node) throws IOException, InterruptedException {
    return node.json("/os").path("version_id").asText();
  }

  private static List<String> outcomes(NodeApi node) throws IOException, InterruptedException {
    List<String> outcomes = new ArrayList<>();
    node.json("/updates/history")
        .forEach(attempt -> outcomes.add(attempt.path("outcome").asText()));
    return outcomes;
  }

  /// Goes on with the update, from wherever it is, to the next phase that is to be interrupted.
  @Override
  public Optional<Cut<UpdatePhase>> untilCut(
      Boot boot, Campaign<UpdatePhase> campaign, Random random)
      throws IOException, InterruptedException {
    boolean updated = running(boot.node()).equals(update.to());
    Optional<UpdatePhase> last = last(campaign);
    UpdatePhase phase = course.next(UpdatePhase.after(last, updated), random);
    Optional<Long> since =
        updated ? untilTrial(boot, phase) : untilPhase(boot, phase, last.isEmpty());
    boot.machine().cut();
    return since.map(noted -> Cut.of(campaign.cuts().size() + 1, phase, noted));
  }

  /// The new system's boot is all of the phase.
  private static Optional<Long> untilTrial(Boot boot, UpdatePhase phase) {
    if (phase == UpdatePhase.BLESSING) {
      await(boot, "the new system's proof", () -> isBlessed(boot.node()));
    }
    return Optional.of(0L);
  }

  /// Gives how long the log of writes was when the phase began; nothing where it begins with the
  /// next boot. In the first boot of a disk the old system has to prove itself too, so that it
  /// keeps its tries.
  private Optional<Long> untilPhase(Boot boot, UpdatePhase phase, boolean first)
      throws IOException, InterruptedException {
    sayWhereUpdatesAre(boot.node());
    try (RemoteUpdates updates = boot.node().updates()) {
      boolean staged = updates.refresh().equals("Staged");
      boolean writing = phase.stage() == UpdatePhase.Stage.WRITING;
      if (!writing && !staged) {
        var _ = updates.prepare();
      }
      if (first) {
        await(boot, "the old system's proof", () -> isProved(boot.node()));
      }
      long noted = boot.noted();
      if (writing) {
        var _ = updates.prepare();
        return Optional.of(noted);
      }
      var _ = updates.activate();
      return phase == UpdatePhase.ACTIVATION ? Optional.of(noted) : untilReboot(boot, phase);
    }
  }

  private static Optional<Long> untilReboot(Boot boot, UpdatePhase phase)
      throws IOException, InterruptedException {
    long noted = boot.noted();
    boot.node().reboot();
    await(boot, "the machine's end", () -> !boot.machine().isRunning());
    return phase == UpdatePhase.REBOOT ? Optional.of(noted) : Optional.empty();
  }

  /// The phase of this update that was interrupted last.
  private Optional<UpdatePhase> last(Campaign<UpdatePhase> campaign) {
    return campaign.cuts().isEmpty() || endsDisk(campaign.cuts().getLast())
        ? Optional.empty()
        : Optional.of(campaign.cuts().getLast().moment());
  }

  /// A campaign that goes on has another port.
  private void sayWhereUpdatesAre(NodeApi node) throws IOException, InterruptedException {
    String base = "http://10.0.2.2:" + server.port();
    node.stage(
        """
        {"updates":{"metadata-base-url":"%s/metadata","targets-base-url":"%s/targets"}}
        """
            .formatted(base, base));
    node.commit();
  }

  private static void await(Boot boot, String what, BooleanSupplier there) {
    var _ =
        boot.machine()
            .await(
                what,
                PATIENCE,
                () -> {
                  LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                  return Optional.of(what).filter(_ -> there.getAsBoolean());
                });
  }

  /// Whether the boot loader starts the system without counting.
  private static boolean isProved(NodeApi node) {
    JsonNode boot = asked(node, "/v1/boot");
    return boot.path("state").asText().equals("good") && !boot.path("on_trial").asBoolean(true);
  }

  /// Whether the history tells so too.
  private static boolean isBlessed(NodeApi node) {
    JsonNode history = asked(node, "/updates/history");
    return isProved(node)
        && history.path(history.size() - 1).path("outcome").asText().equals("blessed");
  }

  private static JsonNode asked(NodeApi node, String path) {
    try {
      return node.json(path);
    } catch (IOException e) {
      throw new UncheckedIOException("could not ask for " + path + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Where all of a part was written before the last cut already, it is at any write.
  @Override
  public WriteLog cut(WriteLog log, Cut<UpdatePhase> cut, Path disk, Random random)
      throws IOException {
    return cut(log, cut.noted(), cut.moment().part(), disk, random)
        .or(() -> log.cutAt(cut.noted(), _ -> true, random))
        .orElse(log);
  }

  /// One at a write to each part of the disk, whenever that was.
  @Override
  public List<WriteLog> others(WriteLog log, Path disk, Random random) throws IOException {
    List<WriteLog> others = new ArrayList<>();
    for (DiskPart part : DiskPart.values()) {
      cut(log, 0, part, disk, random).ifPresent(others::add);
    }
    return others;
  }

  private Optional<WriteLog> cut(WriteLog log, long noted, DiskPart part, Path disk, Random random)
      throws IOException {
    DiskMap map = DiskMap.of(log.head(disk, DiskMap.HEAD), update.running());
    return log.cutAt(noted, sector -> map.part(sector).filter(part::equals).isPresent(), random);
  }

  /// There must be something that the boot loader can start, and all that it could must be whole. A
  /// cut may damage one copy of what there are two of.
  @Override
  public List<String> faults(Path disk) throws IOException {
    List<Finding> findings = ImageVerifier.verify(disk);
    if (findings.stream().noneMatch(finding -> finding.part().startsWith("/usr "))) {
      return findings.stream().map(Finding::toString).toList();
    }
    return findings.stream()
        .filter(Finding.Damaged.class::isInstance)
        .filter(damaged -> !TWOFOLD.contains(damaged.part()))
        .map(Finding::toString)
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
