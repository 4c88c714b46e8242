package dev.carafe.cli;

import dev.carafe.image.BuiltImage;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe run`.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Builds a variant and boots it in QEMU with a container that serves a page.",
    footer = {
      "",
      "Examples:",
      "  carafe run                       then: curl -s localhost:8080",
      "  carafe run --port 9090 --memory 512",
      "  carafe run --user-data my.toml   a node with settings of your own"
    })
final class RunCommand implements Runnable {
  static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int PAGE_PORT = 8080;
  private static final int API_PORT = 5081;

  @Mixin BuildOptions options = new BuildOptions();

  @Parameters(
      paramLabel = "VARIANT",
      arity = "0..1",
      defaultValue = "plain",
      description = "A variant's name or its file (default: plain).")
  String variant = "plain";

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "The port of this machine that leads to the page (default: 8080).")
  int port = PAGE_PORT;

  @Option(
      names = "--memory",
      defaultValue = "1024",
      paramLabel = "MB",
      description = "The machine's memory (default: 1024).")
  int memory = 1024;

  @Option(
      names = "--user-data",
      paramLabel = "FILE",
      description = "What the node is given instead of the demonstration.")
  @Nullable Path userData;

  @Option(names = "--once", description = "End when the page was served.")
  boolean once;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    Ports.demandFree(port);
    try (ProgressLines progress = ProgressLines.onErrorOutput()) {
      Workshop workshop = new Workshop(Main.home(), options, progress);
      BuiltImage image = workshop.build(variant);
      ToolsTree tools = workshop.labTools();
      boot(image, tools, Files.createTempDirectory("carafe-run-"));
    } catch (IOException e) {
      throw new UncheckedIOException("could not run: " + e.getMessage(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void boot(BuiltImage image, ToolsTree tools, Path work)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    int api = Ports.free();
    try (Registry registry = Registry.start(tools, work)) {
      ContainerImages.pushHello(tools, registry, Demonstration.page(), work);
      MachineSpec machineSpec =
          MachineSpec.of(image.disk(), userData(registry), Map.of(port, PAGE_PORT, api, API_PORT))
              .withMemory(memory);
      try (Machine machine =
          Machine.start(tools, machineSpec, Acceleration.EMULATION, work.resolve("machine"))) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(machine, registry)));
        tell(out, machine, "firmware started");
        machine.awaitConsole(Pattern.compile("BdsDxe: starting"), PATIENCE);
        tell(out, machine, "boot loader started");
        machine.awaitConsole(Pattern.compile("agent ready"), PATIENCE);
        tell(out, machine, "agent ready, its API: curl -s localhost:" + api + "/v1/health");
        String page = machine.awaitPage(port, "/", PATIENCE);
        tell(out, machine, "container serves: curl -s localhost:" + port);
        out.println();
        out.println(page);
        out.flush();
        if (!once) {
          out.println("It runs until you press Ctrl-C.");
          out.flush();
          while (!machine.awaitEnd(Duration.ofHours(1))) {
            tell(out, machine, "still serving");
          }
        }
      }
    }
  }

  private static void stop(Machine machine, Registry registry) {
    machine.close();
    registry.close();
  }

  private static void tell(PrintWriter out, Machine machine, String what) {
    out.printf("%6.1f s  %s%n", machine.age().toMillis() / 1000.0, what);
    out.flush();
  }

  private String userData(Registry registry) throws IOException {
    return userData == null ? Demonstration.userData(registry) : Files.readString(userData);
  }
}
