package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.image.inspect.ImageInspector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe inspect`.
@Command(
    name = "inspect",
    description = "Shows what a disk image holds: partitions, kernels, packages, programs.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe inspect build/carafe-plain-0.1.0.raw",
      "  carafe inspect --json my.raw | jq '.systems[0].executables | length'"
    })
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IMAGE", description = "A raw disk image.")
  Path image = Path.of("");

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    answers.give(
        new Contents(ImageInspector.inspect(image), SoftwareParts.of(image)),
        spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }
}
