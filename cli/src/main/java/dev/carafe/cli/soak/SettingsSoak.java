package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carafe.cli.admin.AdminConnection;
import dev.carafe.cli.admin.Administrator;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.Machine;
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

/// Cuts a node's power during commits of settings, again and again on one disk, and looks after
/// each boot whether the settings are those of the last commit that was acknowledged, or of the one
/// that was under way.
///
/// The machine writes to an overlay and its writes are noted. After a cut, they are written to the
/// disk as a disk may keep them: [WriteLog]. So an interrupted campaign goes on from the last cut.
public final class SettingsSoak implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long DISK_BYTES = 4L << 30;
  private static final int HEALTH_PORT = 5081;
  private static final int API_PORT = 7443;
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /// How long a node may take to say that it is healthy, after it has said that it is not.
  private static final Duration SETTLING = Duration.ofMinutes(1);

  private final ToolsTree tools;
  private final Acceleration acceleration;
  private final Path folder;
  private final CampaignFile file;
  private final Administrator administrator;
  private volatile Optional<Machine> machine = Optional.empty();

  private SettingsSoak(
      ToolsTree tools, Acceleration acceleration, Path folder, Administrator administrator) {
    this.tools = tools;
    this.acceleration = acceleration;
    this.folder = folder;
    this.file = file(folder);
    this.administrator = administrator;
  }

  /// The campaign of a folder.
  public static CampaignFile file(Path folder) {
    return new CampaignFile(folder.resolve("campaign.json"));
  }

  /// Begins anew, with a disk of its own that begins as the image does.
  public static SettingsSoak begin(
      ToolsTree tools, Acceleration acceleration, Path folder, Path image, Campaign campaign)
      throws IOException {
    for (String old : List.of("authority.pem", "campaign.json", "cut.log")) {
      Files.deleteIfExists(folder.resolve(old));
    }
    Files.createDirectories(folder);
    SettingsSoak soak = resume(tools, acceleration, folder);
    tools
        .command("qemu-img", "convert", "-q", "-f", "raw", "-O", "raw")
        .with(image.toString(), soak.disk().toString())
        .run();
    tools
        .command("qemu-img", "resize", "-q", "-f", "raw", soak.disk().toString())
        .with(String.valueOf(DISK_BYTES))
        .run();
    soak.file.write(campaign);
    return soak;
  }

  /// Goes on with the campaign of a folder.
  public static SettingsSoak resume(ToolsTree tools, Acceleration acceleration, Path folder)
      throws IOException {
    return new SettingsSoak(tools, acceleration, folder, Administrator.in(folder, Instant.now()));
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

  private String userData() {
    return "[settings]\nmotd = \"%s\"\n\n%s"
        .formatted(NodeState.message(0), administrator.userData());
  }

  private MachineSpec spec(int health, int api) {
    return MachineSpec.of(disk(), userData(), Map.of(health, HEALTH_PORT, api, API_PORT))
        .withDiskBytes(DISK_BYTES)
        .withWriteLog(writes());
  }

  /// Boots once: judges the cut before, if there was one, and makes the next.
  ///
  /// @param cuts how many the campaign is to have
  public Campaign step(int cuts) throws IOException, InterruptedException {
    Campaign campaign = settled(file.read());
    int health = Ports.free();
    int api = Ports.free();
    try (Machine booted =
            Machine.start(tools, spec(health, api), acceleration, folder.resolve("machine"));
        NodeApi node = new NodeApi(new AdminConnection(api, administrator))) {
      machine = Optional.of(booted);
      NodeState state = node.state(complaints(booted, health));
      Campaign judged = campaign.judged(state);
      file.write(judged);
      if (judged.failure().isPresent() || judged.cuts().size() >= cuts) {
        return judged;
      }
      Random random = new Random(judged.seed() * 31 + judged.cuts().size());
      Cut cut =
          new Commits(booted, node, writes(), random)
              .untilCut(judged, state.commit().orElseThrow());
      Files.move(writes(), cutWrites());
      Campaign cutNow = judged.with(cut);
      file.write(cutNow);
      return settled(cutNow);
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
                .map(SettingsSoak::document)
                .filter(health -> !health.path("status").asText().equals("starting"))
                .map(SettingsSoak::complaints)
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
    return complaints.isEmpty() ? List.of(health.path("status").asText()) : complaints;
  }

  /// Writes to the disk what the last cut left of the machine's writes, unless that is done. Who is
  /// interrupted here does the same once more: the same seed leaves the same.
  private Campaign settled(Campaign campaign) throws IOException {
    if (!Files.exists(cutWrites())) {
      return campaign;
    }
    Campaign settled = campaign;
    if (campaign.pending().isPresent()) {
      settled = settled(campaign, campaign.pending().get());
      file.write(settled);
    }
    Files.delete(cutWrites());
    return settled;
  }

  /// A cut whose writes are not known never happened: the disk is as it was before.
  private Campaign settled(Campaign campaign, Cut cut) throws IOException {
    try {
      Random random = new Random(campaign.seed() * 37 + cut.number());
      WriteLog.Remains remains =
          WriteLog.read(cutWrites()).cutAfter(cut.noted(), random).leaveOn(disk(), random);
      return campaign.replaced(cut.withLost(remains.torn() + remains.lost()));
    } catch (WriteLog.TornLogException _) {
      return campaign.without(cut);
    }
  }

  /// Cuts the power of a machine that still runs; its writes are forgotten.
  @Override
  public void close() {
    machine.ifPresent(Machine::close);
  }
}
