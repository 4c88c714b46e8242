package dev.carafe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.BootPhase;
import dev.carafe.lab.Machine;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe bench`.
@Command(
    name = "bench",
    description = "Measures size, memory and boot, beside a Debian image made by mkosi.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe bench",
      "  carafe bench --runs 1 --memory 1024 --json",
      "  carafe bench node          the agent alone, on this machine",
      "  carafe bench containers    nodes with 50 pods, on this machine and in QEMU",
      "  carafe bench update        what a node fetches for an update, by our deltas and otherwise"
    },
    subcommands = {BenchNodeCommand.class, BenchContainersCommand.class, BenchUpdateCommand.class})
final class BenchCommand implements Callable<Integer> {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final double MEGA = 1e6;
  private static final double MEBI = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /// After so long what only the start needed is let go.
  private static final Duration SETTLE = Duration.ofSeconds(20);

  @Mixin BuildOptions options = new BuildOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @ParentCommand Main main = new Main();

  @Option(
      names = "--runs",
      defaultValue = "3",
      paramLabel = "N",
      description = "How many boots; the medians are printed (default: 3).")
  int runs;

  @Option(
      names = "--memory",
      defaultValue = "512",
      paramLabel = "MB",
      description = "The machine's memory (default: 512).")
  int memory;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Progress progress = main.progress();
    Workshop workshop = new Workshop(Main.home(), options, progress);
    ToolsTree tools = workshop.labTools();
    BuiltImage image = workshop.build("plain");
    double packed = packedMegabytes(workshop.tools(List.of(PackageRequest.of("zstd"))), image);
    List<Map<Measure, Double>> measured = new ArrayList<>();
    try (Progress.Task task = progress.begin("booting", runs, Progress.Unit.ITEMS)) {
      while (measured.size() < runs) {
        Map<Measure, Double> boot = boot(tools, image);
        boot.put(Measure.DOWNLOAD, packed);
        measured.add(boot);
        task.advance(1);
      }
    }
    answers.give(new Measurements(measured, memory), spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }

  private static double packedMegabytes(ToolsTree packer, BuiltImage image) throws IOException {
    long bytes = 0;
    for (Path file : List.of(image.usr(), image.kernel())) {
      Path packed = Files.createTempFile("carafe-bench-", ".zst");
      packer.command("zstd", "-q", "-f", "-9", file.toString(), "-o", packed.toString()).run();
      bytes += Files.size(packed);
      Files.delete(packed);
    }
    return bytes / MEGA;
  }

  private Map<Measure, Double> boot(ToolsTree tools, BuiltImage image)
      throws IOException, InterruptedException {
    int page = Ports.free();
    // Emulated everywhere, for figures that compare.
    try (Lab lab =
        Lab.start(
            tools,
            Acceleration.EMULATION,
            image.disk(),
            page,
            memory,
            Optional.empty(),
            Optional.empty(),
            OwnImages.none(),
            UnaryOperator.identity())) {
      Machine machine = lab.machine();
      machine.awaitPage(page, "/", PATIENCE);
      Map<Measure, Double> boot = times(machine.phases(), machine.age());
      Thread.sleep(SETTLE);
      boot.putAll(memory(machine.awaitPage(lab.api(), "/v1/health", PATIENCE)));
      return boot;
    }
  }

  /// How long each part of a boot took. One whose begin or end was not seen is left out.
  static Map<Measure, Double> times(Map<BootPhase, Duration> phases, Duration served) {
    Optional<Duration> power = Optional.of(Duration.ZERO);
    Optional<Duration> loader = Optional.ofNullable(phases.get(BootPhase.BOOT_LOADER));
    Optional<Duration> initrd = Optional.ofNullable(phases.get(BootPhase.INITRD));
    Optional<Duration> userLand = Optional.ofNullable(phases.get(BootPhase.USER_LAND));
    Optional<Duration> agent = Optional.ofNullable(phases.get(BootPhase.AGENT));
    Optional<Duration> end = Optional.of(served);
    Map<Measure, Double> times = new EnumMap<>(Measure.class);
    putSeconds(times, Measure.FIRMWARE, power, loader);
    putSeconds(times, Measure.KERNEL, loader, initrd);
    putSeconds(times, Measure.INITRD, initrd, userLand);
    putSeconds(times, Measure.USER_LAND, userLand, agent);
    putSeconds(times, Measure.CONTAINER, agent, end);
    putSeconds(times, Measure.SERVING, power, end);
    return times;
  }

  private static void putSeconds(
      Map<Measure, Double> times, Measure part, Optional<Duration> from, Optional<Duration> to) {
    if (from.isPresent() && to.isPresent()) {
      times.put(part, to.get().minus(from.get()).toMillis() / 1000.0);
    }
  }

  /// What a health document says of memory.
  static Map<Measure, Double> memory(String health) throws IOException {
    JsonNode document = MAPPER.readTree(health);
    JsonNode machine = document.path("machine");
    long used =
        machine.path("memory_bytes").asLong() - machine.path("memory_available_bytes").asLong();
    return Map.of(
        Measure.IDLE, used / MEBI,
        Measure.AGENT_MEMORY, document.path("agent").path("memory_bytes").asLong() / MEBI);
  }
}
