package dev.carafe.cli.release;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Columns;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe release list`.
@Command(
    name = "list",
    description = "Lists the releases in a repository, those that are only drafted too.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe release list os", "  carafe release list os --channel stable --json"})
public final class ReleaseListCommand implements Callable<Integer> {
  private static final List<String> HEADS =
      List.of("channel", "variant", "architecture", "version", "download", "roll-out");

  @Parameters(paramLabel = "DIR", description = "The repository's folder.")
  Path folder = Path.of("");

  @Mixin ChannelOptions choice = new ChannelOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public ReleaseListCommand() {}

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now();
    Channels channels = new Channels(RepositoryTargets.open(folder, now));
    List<ShownRelease> all = new ArrayList<>();
    for (ChannelKey key : choice.all(channels)) {
      Optional<Channel> channel = channels.find(key);
      for (Release release : channel.map(Channel::releases).orElse(List.of())) {
        all.add(new ShownRelease(key, release));
      }
    }
    answers.give(
        new Told(
            Json.object()
                .with("releases", Json.of(all.stream().map(ShownRelease::json).toList()))
                .build(),
            out ->
                Columns.write(HEADS, all.stream().map(release -> release.row(now)).toList(), out)),
        spec.commandLine().getOut());
    return 0;
  }
}
