package dev.carafe.cli;

import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `carafe bench`: what the image weighs and what its boot takes, beside a Debian image made by
/// mkosi.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures size, memory and boot, and prints a table.",
    footer = {"", "Example:", "  carafe bench --runs 3"})
final class BenchCommand implements Callable<Integer> {
  private static final int MEBI = 1 << 20;
  private static final Duration SETTLE = Duration.ofSeconds(20);
  private static final Pattern READY = Pattern.compile("\"ready_after_ms\":(\\d+)");
  private static final Pattern TOTAL = Pattern.compile("\"machine\":\\{\"memory_bytes\":(\\d+)");
  private static final Pattern AVAILABLE = Pattern.compile("\"memory_available_bytes\":(\\d+)");
  private static final Pattern AGENT = Pattern.compile("\"agent\":\\{.*?\"memory_bytes\":(\\d+)");

  @Mixin BuildOptions options = new BuildOptions();

  @Option(
      names = "--runs",
      defaultValue = "3",
      paramLabel = "N",
      description = "How many boots; the median is printed (default: 3).")
  int runs = 3;

  @Option(
      names = "--memory",
      defaultValue = "512",
      paramLabel = "MB",
      description = "The machine's memory (default: 512).")
  int memory = 512;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try (ProgressLines progress = ProgressLines.onErrorOutput()) {
      Workshop workshop = new Workshop(Main.home(), options, progress);
      BuiltImage image = workshop.build("plain");
      ToolsTree tools = workshop.labTools();
      ToolsTree packer = workshop.tools(List.of(PackageRequest.of("zstd")));
      Path work = Files.createTempDirectory("carafe-bench-");
      long packed = pack(packer, image.usr(), work) + pack(packer, image.kernel(), work);
      List<Boot> boots = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        boots.add(boot(tools, image, Files.createDirectories(work.resolve("run-" + i))));
      }
      print(packed, boots);
      return 0;
    }
  }

  private static long pack(ToolsTree packer, Path file, Path work) throws IOException {
    Path packed = work.resolve(file.getFileName() + ".zst");
    packer.command("zstd", "-q", "-9", file.toString(), "-o", packed.toString()).run();
    return Files.size(packed);
  }

  private Boot boot(ToolsTree tools, BuiltImage image, Path work) throws IOException {
    int page = Ports.free();
    int api = Ports.free();
    try (Registry registry = Registry.start(tools, work)) {
      ContainerImages.pushHello(tools, registry, Demonstration.page(), work);
      MachineSpec machineSpec =
          MachineSpec.of(
                  image.disk(), Demonstration.userData(registry), Map.of(page, 8080, api, 5081))
              .withMemory(memory);
      try (Machine machine =
          Machine.start(tools, machineSpec, Acceleration.EMULATION, work.resolve("machine"))) {
        machine.awaitConsole(Pattern.compile("BdsDxe: starting"), RunCommand.PATIENCE);
        long firmware = machine.age().toMillis();
        machine.awaitPage(page, "/", RunCommand.PATIENCE);
        long served = machine.age().toMillis();
        LockSupport.parkNanos(SETTLE.toNanos());
        String health = machine.awaitPage(api, "/v1/health", RunCommand.PATIENCE);
        return new Boot(
            firmware,
            number(READY, health),
            served,
            number(TOTAL, health) - number(AVAILABLE, health),
            number(AGENT, health));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private void print(long packed, List<Boot> boots) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-44s %10s %10s %10s%n", "", "carafe", "bar", "mkosi 26");
    row(out, "/usr and kernel, zstd -9", packed / 1e6, "MB", "100 MB", "186 MB");
    row(
        out,
        "idle use, MemTotal - MemAvailable",
        median(boots, Boot::idle) / MEBI,
        "MiB",
        "160 MiB",
        "200 MiB");
    row(
        out,
        "agent, share of memory",
        median(boots, Boot::agent) / MEBI,
        "MiB",
        "64 MiB",
        "no agent");
    row(out, "power to boot loader", seconds(median(boots, Boot::firmware)), "s", "", "5.8 s");
    row(out, "kernel to agent ready", seconds(median(boots, Boot::ready)), "s", "", "no agent");
    row(
        out,
        "power to page served by a container",
        seconds(median(boots, Boot::served)),
        "s",
        "30 s",
        "40 s *");
    out.println();
    out.printf(
        "%d boots on %d MB, emulated, first boot of a fresh disk; medians.%n",
        boots.size(), memory);
    out.println(
        "* to multi-user with containerd ready, without a container. Compare only on one machine at one time.");
    out.flush();
  }

  private static void row(
      PrintWriter out, String what, double value, String unit, String bar, String other) {
    out.printf("%-44s %10s %10s %10s%n", what, "%.1f %s".formatted(value, unit), bar, other);
  }

  private static double seconds(double millis) {
    return millis / TimeUnit.SECONDS.toMillis(1);
  }

  private static double median(List<Boot> boots, java.util.function.ToLongFunction<Boot> figure) {
    long[] sorted = boots.stream().mapToLong(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /// One boot: times in milliseconds, memory in bytes.
  private record Boot(long firmware, long ready, long served, long idle, long agent) {}
}
