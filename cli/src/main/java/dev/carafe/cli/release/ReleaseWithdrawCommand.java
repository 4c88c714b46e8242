package dev.carafe.cli.release;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe release withdraw`.
@Command(
    name = "withdraw",
    description = {
      "Takes a release off a channel. Nodes that have it keep it, and no other takes it; deltas from"
          + " it to newer releases stay.",
      "What no other release needs of its files is no target any more; carafe repo check says which"
          + " files are left."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe release withdraw os 1.3.0",
      "  carafe release withdraw os 1.3.0 --channel beta --draft"
    })
public final class ReleaseWithdrawCommand implements Callable<Integer> {
  @Mixin ReleaseOptions release = new ReleaseOptions();

  @Mixin PublishOptions publishing = new PublishOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public ReleaseWithdrawCommand() {}

  @Override
  public Integer call() throws IOException {
    RepositoryTargets targets = RepositoryTargets.open(release.folder, Instant.now());
    ReleaseChange change = release.in(targets);
    change.withdraw();
    ShownRelease shown = new ShownRelease(change.key(), change.release());
    PublishOutcome outcome = publishing.publish(targets);
    answers.give(
        new Told(
            outcome.in(Json.object().with("release", shown.json())),
            out -> {
              out.printf("%s is off %s.%n", shown.release().version(), shown.key());
              outcome.tell(out);
            }),
        spec.commandLine().getOut());
    return 0;
  }
}
