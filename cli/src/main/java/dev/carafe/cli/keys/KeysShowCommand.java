package dev.carafe.cli.keys;

import dev.carafe.cli.answer.AnswerOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe keys show`.
@Command(
    name = "show",
    description = "Shows the keys of a folder, and what they have revoked.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe keys show keys", "  carafe keys show keys --json"})
final class KeysShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The folder of the keys.")
  Path folder = Path.of("");

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    answers.give(KnownKeys.of(new KeyFolder(folder)), spec.commandLine().getOut());
    return 0;
  }
}
