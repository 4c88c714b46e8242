package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.bench.AgentBench;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.component.Blueprint;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.JavaProgram;
import dev.carafe.image.java.JavaRuntime;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe bench node`.
@Command(
    name = "node",
    description = "Measures the agent as a process of this machine, without emulation.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe bench node", "  carafe bench node --offline --json"})
final class BenchNodeCommand implements Callable<Integer> {
  private static final List<PackageRequest> JDK =
      List.of(
          PackageRequest.of("libc-bin"),
          new PackageRequest(
              "openjdk-25-jdk-headless",
              Set.of("ca-certificates-java", "java-common", "util-linux")));

  /// Of the jars, as their archive has it: any.
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @Mixin BuildOptions options = new BuildOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @ParentCommand BenchCommand bench = new BenchCommand();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Progress progress = bench.main.progress();
    Workshop workshop = new Workshop(Main.home(), options, progress);
    Blueprint blueprint = workshop.blueprint("plain");
    JavaProgram agent =
        blueprint.components().stream()
            .map(Component::java)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
    ToolsTree jdk = workshop.tools(JDK);
    JavaRuntime runtime = workshop.runtime(jdk, agent, TIME);
    AgentBench agentBench = new AgentBench(blueprint, runtime, jdk, TIME, progress);
    answers.give(new NodeFigures(agentBench.run(userData())), spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }

  private static String userData() throws IOException {
    try (InputStream in =
        Optional.ofNullable(BenchNodeCommand.class.getResourceAsStream("bench.toml"))
            .orElseThrow(() -> new IOException("no resource bench.toml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
