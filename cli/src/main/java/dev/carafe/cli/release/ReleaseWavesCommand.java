package dev.carafe.cli.release;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `carafe release waves`.
@Command(
    name = "waves",
    description = {
      "Changes how a release is rolled out, or pauses that.",
      "Pausing leaves those nodes their turn whose turn has come, and gives no other one a turn. New"
          + " waves let it go on: nodes that have the release already are not asked again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe release waves os 1.3.0 --pause",
      "  carafe release waves os 1.3.0 --waves accelerated      from now on",
      "  carafe release waves os 1.3.0 --waves my-waves.toml --start 2026-03-01T08:00:00Z",
      "  carafe release waves os 1.3.0 --waves none             everybody at once"
    })
public final class ReleaseWavesCommand implements Callable<Integer> {
  @Mixin ReleaseOptions release = new ReleaseOptions();

  @Mixin WaveOptions waves = new WaveOptions();

  @Option(names = "--pause", description = "Give no node a turn whose turn has not come.")
  boolean pause;

  @Mixin PublishOptions publishing = new PublishOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public ReleaseWavesCommand() {}

  @Override
  public Integer call() throws IOException {
    if (pause == waves.isGiven()) {
      throw new ParameterException(
          spec.commandLine(), "say '--pause', or new waves: '--waves default'");
    }
    Instant now = Instant.now();
    RepositoryTargets targets = RepositoryTargets.open(release.folder, now);
    ReleaseChange change = release.in(targets);
    Release changed = pause ? change.pause(now) : change.rollOut(waves.waves(now));
    ShownRelease shown = new ShownRelease(change.key(), changed);
    PublishOutcome outcome = publishing.publish(targets);
    answers.give(
        new Told(
            outcome.in(Json.object().with("release", shown.json())),
            out -> {
              shown.tell(out, now);
              outcome.tell(out);
            }),
        spec.commandLine().getOut());
    return 0;
  }
}
