package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.image.inspect.ImageDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe diff`.
@Command(
    name = "diff",
    description =
        "Shows how two disk images differ: packages, partitions, boot files, kernel, files of /usr.",
    footerHeading = "%nExample:%n",
    footer = "  carafe diff old.raw new.raw")
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "BEFORE", description = "A raw disk image.")
  Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another.")
  Path after = Path.of("");

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ImageDiff files = ImageDiff.diff(before, after);
    answers.give(
        new Differences(
            PackageChange.between(SoftwareParts.of(before), SoftwareParts.of(after)), files),
        spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }
}
