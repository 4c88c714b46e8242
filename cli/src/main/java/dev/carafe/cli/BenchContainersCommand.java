package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.bench.PodsBench;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe bench containers`.
@Command(
    name = "containers",
    description = {
      "Measures how a node runs pods, 50 of them, of an image that came with its system.",
      "Once as processes of this machine without emulation, which needs root, and once in QEMU."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe bench containers",
      "  carafe bench containers --only native",
      "  carafe bench containers --only machine --memory 1024 --json"
    })
final class BenchContainersCommand implements Callable<Integer> {
  private static final Path LOAD = Path.of("/proc/loadavg");

  /// One of the two nodes that are measured.
  enum Node {
    NATIVE,
    MACHINE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Mixin BuildOptions options = new BuildOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @ParentCommand BenchCommand bench = new BenchCommand();

  @Option(
      names = "--only",
      paramLabel = "NODE",
      description = "Only one of them: ${COMPLETION-CANDIDATES} (default: both).")
  List<Node> only = List.of(Node.NATIVE, Node.MACHINE);

  @Option(
      names = "--memory",
      defaultValue = "2048",
      paramLabel = "MB",
      description = "The memory of QEMU's machine (default: 2048).")
  int memory;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Progress progress = bench.main.progress();
    Workshop workshop = new Workshop(Main.home(), options, progress);
    ToolsTree tools = workshop.labTools();
    BuiltImage image = MeasuredVariant.build(options, workshop);
    List<PodsFigures.Part> parts = new ArrayList<>();
    try (PodsBench pods = new PodsBench(tools, progress)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(pods)));
      if (only.contains(Node.NATIVE)) {
        parts.add(onThisMachine(pods, image));
      }
      if (only.contains(Node.MACHINE)) {
        parts.add(inMachine(pods, image, workshop.acceleration(tools)));
      }
    }
    answers.give(new PodsFigures(parts), spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }

  private static void end(PodsBench pods) {
    try {
      pods.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PodsFigures.Part onThisMachine(PodsBench pods, BuiltImage image)
      throws InterruptedException, IOException {
    String where =
        "Processes of this machine, not emulated: %d processors, load %s"
            .formatted(Runtime.getRuntime().availableProcessors(), load());
    try {
      return PodsFigures.Part.of(Node.NATIVE.toString(), where, pods.onThisMachine(image.usr()));
    } catch (IOException e) {
      return PodsFigures.Part.lacking(
          Node.NATIVE.toString(), where, String.valueOf(e.getMessage()));
    }
  }

  private PodsFigures.Part inMachine(PodsBench pods, BuiltImage image, Acceleration acceleration)
      throws IOException, InterruptedException {
    String where =
        "A machine of QEMU's, %s: 2 processors, %d MB; load here %s"
            .formatted(acceleration == Acceleration.KVM ? "by KVM" : "emulated", memory, load());
    return PodsFigures.Part.of(
        Node.MACHINE.toString(), where, pods.inMachine(image.disk(), acceleration, memory));
  }

  /// How many processes wanted to run here over the last minute, before anything is measured.
  private static String load() throws IOException {
    return Files.readString(LOAD).split(" ", 2)[0];
  }
}
