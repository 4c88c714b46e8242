package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carafe.cli.admin.AdminConnection;
import dev.carafe.cli.admin.Administrator;
import dev.carafe.cli.node.NodeException;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineException;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import dev.carafe.lab.WriteLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Cuts a node's power again and again, and looks after each boot whether what a scenario demands
/// is true.
///
/// The machine writes to an overlay and its writes are noted. After a cut, they are written to the
/// disk as a disk may keep them: [WriteLog]. So an interrupted campaign goes on from the last cut.
public final class Soak<M extends Moment> implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long DISK_BYTES = 4L << 30;
  private static final int HEALTH_PORT = 5081;
  private static final int API_PORT = 7443;
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /// How long a node may take to say that it is healthy, after it has said that it is not.
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private final ToolsTree tools;
  private final Acceleration acceleration;
  private final Path folder;
  private final Scenario<M> scenario;
  private final CampaignFile<M> file;
  private final Administrator administrator;
  private volatile Optional<Machine> machine = Optional.empty();

  private Soak(
      ToolsTree tools,
      Acceleration acceleration,
      Path folder,
      Scenario<M> scenario,
      Administrator administrator) {
    this.tools = tools;
    this.acceleration = acceleration;
    this.folder = folder;
    this.scenario = scenario;
    this.file = scenario.kind().in(folder);
    this.administrator = administrator;
  }

  /// Begins anew, with a disk of its own that begins as the image does.
  public static <M extends Moment> Soak<M> begin(
      ToolsTree tools,
      Acceleration acceleration,
      Path folder,
      Scenario<M> scenario,
      Path image,
      Campaign<M> campaign)
      throws IOException {
    for (String old : List.of("authority.pem", "campaign.json", "cut.log", "kept.log")) {
      Files.deleteIfExists(folder.resolve(old));
    }
    Files.createDirectories(folder);
    Soak<M> soak = resume(tools, acceleration, folder, scenario);
    soak.makeDisk(image);
    soak.file.write(campaign);
    return soak;
  }

  /// Goes on with the campaign of a folder.
  public static <M extends Moment> Soak<M> resume(
      ToolsTree tools, Acceleration acceleration, Path folder, Scenario<M> scenario)
      throws IOException {
    return new Soak<>(
        tools, acceleration, folder, scenario, Administrator.in(folder, Instant.now()));
  }

  private void makeDisk(Path image) {
    copy(image, disk());
    tools
        .command("qemu-img", "resize", "-q", "-f", "raw", disk().toString())
        .with(String.valueOf(DISK_BYTES))
        .run();
  }

  /// Leaves out what nobody has written to.
  private void copy(Path from, Path to) {
    tools
        .command("qemu-img", "convert", "-q", "-f", "raw", "-O", "raw")
        .with(from.toString(), to.toString())
        .run();
  }

  private Path disk() {
    return folder.resolve("disk.raw");
  }

  private Path writes() {
    return folder.resolve("writes.log");
  }

  /// The writes of the cut that is the campaign's last, until they are on the disk.
  private Path cutWrites() {
    return folder.resolve("cut.log");
  }

  /// The writes of a machine that has ended by itself, until they are on the disk.
  private Path keptWrites() {
    return folder.resolve("kept.log");
  }

  private MachineSpec spec(int health, int api, int page) throws IOException {
    return MachineSpec.of(
            disk(),
            scenario.userData() + "\n" + administrator.userData(),
            Map.of(health, HEALTH_PORT, api, API_PORT, page, Boot.PAGE))
        .withDiskBytes(DISK_BYTES)
        .withWriteLog(writes());
  }

  /// Boots once: judges the cut before, if there was one, and makes the next, or goes on the way to
  /// it.
  ///
  /// @param cuts how many the campaign is to have
  public Campaign<M> step(int cuts) throws IOException, InterruptedException {
    Campaign<M> campaign = settled(file.read());
    if (campaign.beginning().isEmpty() && endsDisk(campaign)) {
      makeDisk(scenario.image().orElseThrow());
    }
    int health = Ports.free();
    int api = Ports.free();
    int page = Ports.free();
    try (Machine booted =
            Machine.start(tools, spec(health, api, page), acceleration, folder.resolve("machine"));
        NodeApi node = new NodeApi(api, administrator)) {
      machine = Optional.of(booted);
      Boot boot = new Boot(booted, node, page, disk(), writes());
      Campaign<M> judged = judged(campaign, boot, health);
      if (campaign.pending().isPresent() && endsDisk(judged)) {
        judged = judged.onNewDisk();
      }
      file.write(judged);
      if (judged.failure().isPresent()
          || judged.cuts().size() >= cuts
          || judged.beginning().isEmpty()) {
        return judged;
      }
      return untilCut(judged, boot);
    }
  }

  private boolean endsDisk(Campaign<M> campaign) {
    return !campaign.cuts().isEmpty() && scenario.endsDisk(campaign.cuts().getLast());
  }

  private Campaign<M> untilCut(Campaign<M> campaign, Boot boot)
      throws IOException, InterruptedException {
    Random random = new Random(campaign.seed() * 31 + campaign.cuts().size());
    Optional<Cut<M>> cut;
    try {
      cut = scenario.untilCut(boot, campaign, random);
    } catch (MachineException | NodeException | AdminConnection.RefusedException e) {
      return failed(campaign, e);
    }
    Files.move(writes(), cut.isPresent() ? cutWrites() : keptWrites());
    Campaign<M> after = cut.map(campaign::with).orElse(campaign);
    file.write(after);
    return settled(after);
  }

  /// A node that does not come as far as the next cut has not got over the last one.
  private Campaign<M> failed(Campaign<M> campaign, RuntimeException why) throws IOException {
    if (campaign.cuts().isEmpty()) {
      throw why;
    }
    Verdict verdict = Verdict.failed("on the way to the next cut: " + firstLine(why));
    Campaign<M> failed = campaign.replaced(campaign.cuts().getLast().with(verdict));
    file.write(failed);
    return failed;
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /// The same after a boot: the last cut is judged, if it was not yet.
  private Campaign<M> judged(Campaign<M> campaign, Boot boot, int health)
      throws IOException, InterruptedException {
    if (campaign.pending().isPresent()) {
      Cut<M> cut = campaign.pending().get();
      return campaign.replaced(cut.with(verdict(campaign, boot, health, cut)));
    }
    List<String> complaints = complaints(boot.machine(), health);
    if (campaign.beginning().isPresent()) {
      return campaign;
    }
    if (!complaints.isEmpty()) {
      throw new IOException(
          "the node is not healthy before the first cut: " + String.join("; ", complaints));
    }
    long generation = boot.node().generations().getFirst();
    return campaign.beginningWith(new Beginning(generation, boot.node().fingerprint()));
  }

  /// A node that does not come up, or has gone off meanwhile, has failed too.
  private Verdict verdict(Campaign<M> campaign, Boot boot, int health, Cut<M> cut)
      throws IOException, InterruptedException {
    try {
      Beginning before = campaign.beginning().orElseThrow();
      List<String> complaints = complaints(boot.machine(), health);
      Optional<Verdict> fault = new Standing(complaints, boot.node().fingerprint()).fault(before);
      return fault.isPresent() ? fault.get() : scenario.judge(boot, campaign, before, cut);
    } catch (MachineException | AdminConnection.RefusedException e) {
      return Verdict.failed(firstLine(e));
    }
  }

  /// Why the node is not healthy, once it is known whether it is.
  private static List<String> complaints(Machine machine, int port) {
    machine.awaitPage(port, "/v1/health", PATIENCE);
    long end = System.nanoTime() + SETTLING.toNanos();
    return machine.await(
        "the end of the boot",
        PATIENCE,
        () ->
            Pages.get(port, "/v1/health")
                .map(Soak::document)
                .filter(health -> !health.path("status").asText().equals("starting"))
                .map(Soak::complaints)
                .filter(found -> found.isEmpty() || System.nanoTime() > end));
  }

  private static JsonNode document(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the health document: " + e.getMessage(), e);
    }
  }

  private static List<String> complaints(JsonNode health) {
    if (health.path("status").asText().equals("healthy")) {
      return List.of();
    }
    List<String> complaints = new ArrayList<>();
    health.path("problems").forEach(problem -> complaints.add(problem.asText()));
    health.path("failed_units").forEach(unit -> complaints.add(unit.path("name").asText()));
    for (JsonNode pod : health.path("pods")) {
      Optional.ofNullable(pod.path("last_error").textValue())
          .ifPresent(error -> complaints.add(pod.path("name").asText() + ": " + error));
    }
    return complaints.isEmpty() ? List.of(health.path("status").asText()) : complaints;
  }

  /// Writes to the disk what the last cut, or the machine's end, left of its writes, unless that is
  /// done. Who is interrupted here does the same once more: the same seed leaves the same.
  private Campaign<M> settled(Campaign<M> campaign) throws IOException {
    if (Files.exists(keptWrites())) {
      WriteLog.read(keptWrites()).keepOn(disk());
      Files.delete(keptWrites());
    }
    if (!Files.exists(cutWrites())) {
      return campaign;
    }
    Campaign<M> settled = campaign;
    if (campaign.pending().isPresent()) {
      settled = settled(campaign, campaign.pending().get());
      file.write(settled);
    }
    Files.delete(cutWrites());
    return settled;
  }

  /// A cut whose writes are not known never happened: the disk is as it was before.
  private Campaign<M> settled(Campaign<M> campaign, Cut<M> cut) throws IOException {
    try {
      Random random = new Random(campaign.seed() * 37 + cut.number());
      WriteLog log = WriteLog.read(cutWrites());
      Cut<M> tried =
          new OtherCuts<>(scenario, folder.resolve("other.raw"), this::copy)
              .tried(log, cut, disk(), new Random(campaign.seed() * 43 + cut.number()));
      WriteLog.Remains remains = scenario.cut(log, cut, disk(), random).leaveOn(disk(), random);
      return campaign.replaced(tried.withLost(remains.torn() + remains.lost()));
    } catch (WriteLog.TornLogException _) {
      return campaign.without(cut);
    }
  }

  /// Cuts the power of a machine that still runs; its writes are forgotten.
  @Override
  public void close() {
    machine.ifPresent(Machine::close);
    scenario.close();
  }
}
