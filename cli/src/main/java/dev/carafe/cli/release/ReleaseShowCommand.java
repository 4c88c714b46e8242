package dev.carafe.cli.release;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.repo.RepositoryTargets;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe release show`.
@Command(
    name = "show",
    description = "Shows a release: what nodes download, on which it installs, and when.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe release show os 1.3.0",
      "  carafe release show os 1.3.0 --channel beta --variant plain --json"
    })
public final class ReleaseShowCommand implements Callable<Integer> {
  @Mixin ReleaseOptions release = new ReleaseOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public ReleaseShowCommand() {}

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now();
    ReleaseChange meant = release.in(RepositoryTargets.open(release.folder, now));
    ShownRelease shown = new ShownRelease(meant.key(), meant.release());
    answers.give(new Told(shown.json(), out -> shown.tell(out, now)), spec.commandLine().getOut());
    return 0;
  }
}
