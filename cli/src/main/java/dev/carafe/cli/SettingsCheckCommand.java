package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.node.NodeCheck;
import dev.carafe.settings.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe settings check`.
@Command(
    name = "check",
    description =
        "Checks user data as a node of a variant would, without one. A file of the name net.toml is"
            + " checked as that, and what is in YAML as Kubernetes' manifests.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe settings check my.toml net.toml web.yaml",
      "  carafe settings check --variant my-variant.toml --components my-components my.toml",
      "  generate-user-data | carafe settings check --json -"
    })
final class SettingsCheckCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "User data as a node takes it; - is the standard input.")
  List<Path> files = new ArrayList<>();

  @Option(names = "--net", description = "Check every FILE as net.toml, whatever its name.")
  boolean net;

  @Mixin SettingsOptions options = new SettingsOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    NodeCheck check = new NodeCheck(options.schema());
    List<CheckedFile> checked = new ArrayList<>();
    for (Path file : files) {
      checked.add(check(check, file));
    }
    CheckedFiles answer = new CheckedFiles(checked);
    answers.give(answer, spec.commandLine().getOut());
    return (answer.isValid() ? ExitCode.DONE : ExitCode.MISTAKES).number();
  }

  private CheckedFile check(NodeCheck check, Path file) throws IOException {
    boolean standardInput = file.toString().equals(STANDARD_INPUT);
    String name = standardInput ? "<stdin>" : file.toString();
    byte[] content = standardInput ? System.in.readAllBytes() : Files.readAllBytes(file);
    boolean network = net || file.endsWith("net.toml");
    List<Problem> problems = network ? check.network(name, content) : check.userData(name, content);
    return new CheckedFile(name, problems);
  }
}
