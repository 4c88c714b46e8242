package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.settings.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe component check`.
@Command(
    name = "check",
    description =
        "Tells every mistake in components, and between them and the others of a variant, that can"
            + " be told without packages: nothing is fetched and nothing is built.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe component check parts/backup",
      "  carafe component check --variant my.toml --components parts parts/*"
    })
final class ComponentCheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "A component's folder, in which its component.toml is.")
  List<Path> folders = new ArrayList<>();

  @Option(
      names = "--variant",
      paramLabel = "VARIANT",
      defaultValue = "plain",
      completionCandidates = VariantNames.class,
      description = "The variant that has them too, by its name or its file (default: plain).")
  String variant = "plain";

  @Mixin BlueprintOptions blueprints = new BlueprintOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<Problem> problems = blueprints.reader(Main.home()).check(variant, folders);
    CheckedFiles answer = new CheckedFiles(checked(problems));
    answers.give(answer, spec.commandLine().getOut());
    return (answer.isValid() ? ExitCode.DONE : ExitCode.MISTAKES).number();
  }

  /// A mistake between two components is in a file of one of them.
  private List<CheckedFile> checked(List<Problem> problems) {
    if (problems.isEmpty()) {
      return folders.stream().map(folder -> new CheckedFile(folder.toString(), problems)).toList();
    }
    Map<String, List<Problem>> files = new LinkedHashMap<>();
    for (Problem problem : problems) {
      files.computeIfAbsent(problem.position().source(), _ -> new ArrayList<>()).add(problem);
    }
    return files.entrySet().stream()
        .map(file -> new CheckedFile(file.getKey(), file.getValue()))
        .toList();
  }
}
