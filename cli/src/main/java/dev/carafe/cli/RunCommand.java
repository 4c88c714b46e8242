package dev.carafe.cli;

import dev.carafe.cli.keys.KeyFolder;
import dev.carafe.cli.node.RunContext;
import dev.carafe.cli.release.BuiltDisk;
import dev.carafe.image.component.BlueprintReader;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Variant;
import dev.carafe.image.oci.ContainerImage;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.BootPhase;
import dev.carafe.lab.HostMemory;
import dev.carafe.lab.LabTools;
import dev.carafe.lab.MachineException;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe run`.
@Command(
    name = "run",
    description = {
      "Builds a variant and boots it in QEMU with a container that serves a page; or with microvm,"
          + " runs one task in a machine of its own and exits with its exit code.",
      "A system that is built already is booted as it is."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe run                       then: curl -s localhost:8080",
      "  carafe run --port 9090 --memory 512",
      "  carafe run --offline             with what the cache has",
      "  carafe run build/0.1.0           what carafe build --output build/0.1.0 has made",
      "  carafe run microvm --env WHO=me --command sh -c 'echo $WHO; exit 3'",
      "  carafe run microvm --task build/images/my   an OCI image layout",
      "  carafe run --secure-boot         the firmware starts signed programs only",
      "  carafe run --user-data my.toml   a node with settings of your own",
      "  carafe run --user-data my.toml --image my/tools  and with carafe.lab/tools:1"
    })
final class RunCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration FOREVER = Duration.ofDays(3650);
  private static final Duration KEYS_VALID = Duration.ofDays(3650);

  private static final List<String> FOR_NODES =
      List.of(
          "--port",
          "--user-data",
          "--image",
          "--secure-boot",
          "--secure-boot-keys",
          "--once",
          "--update-root",
          "--update-url");

  @Mixin BuildOptions options = new BuildOptions();

  @Mixin SigningOptions signing = new SigningOptions();

  @Mixin TaskOptions tasks = new TaskOptions();

  @ParentCommand Main main = new Main();

  @Parameters(
      paramLabel = "VARIANT|BUILD",
      completionCandidates = VariantNames.class,
      arity = "0..1",
      defaultValue = "plain",
      description =
          "A variant's name or its file (default: plain); or a folder with one build, or its .raw.")
  String variant = "plain";

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "The port of this machine that leads to the page (default: 8080).")
  int port;

  @Option(
      names = "--memory",
      defaultValue = "1024",
      paramLabel = "MB",
      description = "The machine's memory (default: 1024).")
  int memory;

  @Option(
      names = "--user-data",
      paramLabel = "FILE",
      description = "What the node is given instead of the demonstration.")
  @Nullable Path userData;

  @Option(
      names = "--image",
      paramLabel = "FOLDER",
      description =
          "Make a container image of that folder's component.toml, which the node finds as"
              + " carafe.lab/FOLDER:1. May be given more than once.")
  List<Path> images = List.of();

  @Option(
      names = "--secure-boot",
      description =
          "Let the firmware demand signatures: of --secure-boot-keys, or of keys that are made in"
              + " the output folder. The machine has a TPM too.")
  boolean secureBoot;

  @Option(names = "--once", description = "End when the page was served.")
  boolean once;

  @Spec CommandSpec spec = CommandSpec.create();

  /// What can be known to be missing is said before anything is built.
  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<BuiltDisk> built = built();
    if (built.isEmpty() && form() == Variant.Form.MICROVM) {
      return runTask();
    }
    refuse(TaskOptions.NAMES, "'%s' is for variants that run one task, and %s is none");
    Ports.demandFree(port);
    HostMemory.demand(memory);
    Optional<String> own =
        userData == null ? Optional.empty() : Optional.of(Files.readString(userData));
    Workshop workshop = new Workshop(Main.home(), options, main.progress());
    ToolsTree tools = secureBoot ? workshop.tools(LabTools.WITH_TPM) : workshop.labTools();
    Optional<KeyFolder> keys = secureBoot ? Optional.of(keys(workshop)) : signing.folder();
    BuiltDisk disk =
        built.isPresent()
            ? built.get()
            : new BuiltDisk(variant, workshop.build(variant, keys.map(KeyFolder::forBuild)).disk());
    Acceleration acceleration = workshop.acceleration(tools);
    OwnImages containers = containers(workshop);
    RunContext context = RunContext.of(disk.variant());
    UnaryOperator<String> amendment =
        once ? UnaryOperator.identity() : given -> context.amended(given, Instant.now());
    try (Lab lab =
        Lab.start(
            tools,
            acceleration,
            disk.file(),
            port,
            memory,
            keys.filter(_ -> secureBoot).map(KeyFolder::forMachine),
            own,
            containers,
            amendment)) {
      new Interruption(lab, tools, out()).arrange();
      return watch(lab, context, own.isPresent());
    }
  }

  private Variant.Form form() {
    return options.blueprints.reader(Main.home()).read(variant).variant().form();
  }

  /// What carafe itself says goes where errors go: the output is the task's.
  private int runTask() throws InterruptedException {
    refuse(FOR_NODES, "'%s' is for nodes, and %s runs one task");
    return new TaskRun(
            new Workshop(Main.home(), options, main.progress()),
            tasks,
            memory,
            spec.commandLine().getErr())
        .run(variant, System.out, System.err);
  }

  private void refuse(List<String> names, String message) {
    for (String name : names) {
      if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
        throw wrong(message.formatted(name, variant));
      }
    }
  }

  /// What is to be booted without building anything.
  private Optional<BuiltDisk> built() throws IOException {
    boolean named = options.blueprints.reader(Main.home()).variants().contains(variant);
    if (named || !BuiltDisk.isMeantBy(variant)) {
      return Optional.empty();
    }
    demandNothingToBuild();
    return Optional.of(BuiltDisk.at(Path.of(variant)));
  }

  private void demandNothingToBuild() {
    refuse(BuildOptions.OF_THE_SYSTEM, "'%s' says what is built, and %s is built already");
    if (secureBoot && signing.folder().isEmpty()) {
      throw wrong(
          "'--secure-boot' needs '--secure-boot-keys': those that %s is signed with"
              .formatted(variant));
    }
    if (!secureBoot && signing.folder().isPresent()) {
      throw wrong(
          "'--secure-boot-keys' signs what is built, and %s is built already; with '--secure-boot'"
                  .formatted(variant)
              + " the firmware believes them");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /// The keys that boot files are signed with; those of the output folder are for its machines
  /// only, and the same in each run.
  private KeyFolder keys(Workshop workshop) {
    KeyFolder own = new KeyFolder(workshop.output().resolve("secure-boot-keys"));
    if (signing.folder().isEmpty() && !own.exists()) {
      own.make("carafe run", KEYS_VALID, Instant.now());
    }
    return signing.folder().orElse(own);
  }

  private OwnImages containers(Workshop workshop) throws IOException {
    Map<String, ContainerImage> made = new TreeMap<>();
    for (Path folder : images) {
      Component component = BlueprintReader.image(folder);
      made.put(component.name(), workshop.containerImage(component));
    }
    return new OwnImages(made);
  }

  private int watch(Lab lab, RunContext context, boolean own) throws InterruptedException {
    try {
      if (own) {
        await(lab, lab.api(), "/v1/health");
        tell(lab.machine().age(), "node answers: curl -s localhost:" + lab.api() + "/v1/health");
      } else {
        String page = await(lab, port, "/");
        tell(lab.machine().age(), "container serves: curl -s localhost:" + port);
        out().println("\n" + page);
      }
      keep(lab, context);
      return ExitCode.DONE.number();
    } catch (MachineException e) {
      if (lab.isClosing()) {
        return ExitCode.INTERRUPTED.number();
      }
      throw e;
    }
  }

  /// Waits for a page, and tells of the phases of the boot as they come.
  private String await(Lab lab, int from, String path) {
    Set<BootPhase> told = EnumSet.noneOf(BootPhase.class);
    return lab.machine()
        .await(
            "http://localhost:" + from + path,
            PATIENCE,
            () -> {
              lab.machine()
                  .phases()
                  .forEach((phase, at) -> {
                    if (told.add(phase)) {
                      tell(at, phase.label());
                    }
                  });
              return Pages.get(from, path);
            });
  }

  private void keep(Lab lab, RunContext context) throws InterruptedException {
    if (once) {
      return;
    }
    establish(lab, context);
    out()
        .printf(
            "The node's API is at localhost:%d: /os, /v1/health. It runs until you press Ctrl-C.%n",
            lab.api());
    if (lab.machine().awaitEnd(FOREVER) && !lab.isClosing()) {
      out().println("The machine has ended.");
    }
  }

  /// A user who has said something of the API himself knows how to reach it.
  private void establish(Lab lab, RunContext context) {
    if (lab.remote().isEmpty()) {
      return;
    }
    String fingerprint =
        lab.machine()
            .await(
                "the fingerprint on the console",
                PATIENCE,
                () -> RunContext.fingerprint(lab.machine().console()));
    context.establish(lab.remote().get(), fingerprint);
    out()
        .println(
            "For carafe node it is "
                + context.name()
                + ", now the current one: carafe node get os");
  }

  private void tell(Duration at, String what) {
    out().printf(Locale.ROOT, "%6.1f s  %s%n", at.toMillis() / 1000.0, what);
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
