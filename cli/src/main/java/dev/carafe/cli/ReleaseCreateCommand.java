package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.release.PublishOptions;
import dev.carafe.cli.release.PublishOutcome;
import dev.carafe.cli.release.ReleaseCreation;
import dev.carafe.cli.release.ReleaseTerms;
import dev.carafe.cli.release.ReleaseWish;
import dev.carafe.cli.release.ShownRelease;
import dev.carafe.cli.release.VersionConverter;
import dev.carafe.cli.release.WaveOptions;
import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe release create`.
@Command(
    name = "create",
    description = {
      "Makes releases of builds: whole, and as deltas from the releases before them. Then it signs and"
          + " publishes all that is drafted, with the keys that are at hand.",
      "Builds of several variants and architectures can be published together."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe release create os build",
      "  carafe release create os build/*.manifest.json --channel beta --waves none",
      "  carafe release create os build --notes new.txt --min-version 1.1.0 --waves slow-roll",
      "  carafe release create os build --draft            to be signed elsewhere"
    })
final class ReleaseCreateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The repository's folder.")
  Path folder = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "BUILD",
      description = "A folder with one build, or a build's NAME.manifest.json.")
  List<Path> builds = new ArrayList<>();

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      defaultValue = "stable",
      description = "The channel that will offer them (default: stable).")
  String channel = "stable";

  @Mixin WaveOptions waves = new WaveOptions();

  @Option(
      names = "--min-version",
      paramLabel = "X.Y.Z",
      converter = VersionConverter.class,
      description = "The oldest version on which they install (default: any).")
  @Nullable Version least;

  @Option(
      names = "--max-version",
      paramLabel = "X.Y.Z",
      converter = VersionConverter.class,
      description = "The newest version on which they install (default: any).")
  @Nullable Version most;

  @Option(
      names = "--notes",
      paramLabel = "FILE",
      description = "A text that says what is new, for people.")
  @Nullable Path notes;

  @Option(
      names = "--deltas",
      paramLabel = "N",
      defaultValue = "3",
      description = "From how many releases before it each gets deltas (default: 3).")
  int deltas;

  @Option(
      names = "--previous",
      paramLabel = "BUILD",
      description =
          "The build of an earlier release, which is unpacked from the repository otherwise. May be"
              + " given more than once.")
  List<Path> previous = new ArrayList<>();

  @Option(names = "--force", description = "Publish one that is older than the channel's newest.")
  boolean force;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where payloads are kept (default: ~/.cache/carafe).")
  @Nullable Path cache;

  @Option(names = "--offline", description = "Use only what the cache has.")
  boolean offline;

  @Mixin PublishOptions publishing = new PublishOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @ParentCommand ReleaseCommand release = new ReleaseCommand();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now();
    ReleaseWish wish = wish(now);
    RepositoryTargets targets = RepositoryTargets.open(folder, now);
    Workshop workshop = workshop();
    ReleaseCreation creation =
        new ReleaseCreation(targets, workshop.zstd(), workshop.cache(), release.main.progress());
    for (Path build : previous) {
      creation.know(build);
    }
    List<ShownRelease> made = new ArrayList<>();
    for (Path build : builds) {
      made.add(creation.create(build, wish));
    }
    PublishOutcome outcome = publishing.publish(targets);
    answers.give(
        new Told(
            outcome.in(
                Json.object()
                    .with("releases", Json.of(made.stream().map(ShownRelease::json).toList()))),
            out -> tell(made, outcome, now, out)),
        spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }

  private Workshop workshop() {
    BuildOptions options = new BuildOptions();
    options.cache = cache;
    options.offline = offline;
    return new Workshop(Main.home(), options, release.main.progress());
  }

  private ReleaseWish wish(Instant now) throws IOException {
    if (!channel.matches("[a-z0-9_-]{1,64}")) {
      throw wrong("'--channel " + channel + "': write small letters, digits, '-' and '_'");
    }
    if (deltas < 0) {
      throw wrong("'--deltas " + deltas + "': write how many, from 0");
    }
    if (least != null && most != null && least.isNewerThan(most)) {
      throw wrong("'--min-version %s' is newer than '--max-version %s'".formatted(least, most));
    }
    ReleaseTerms terms =
        new ReleaseTerms(
            Optional.ofNullable(least),
            Optional.ofNullable(most),
            notes == null ? "" : Files.readString(notes),
            waves.waves(now));
    return new ReleaseWish(channel, deltas, force, terms);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static void tell(
      List<ShownRelease> made, PublishOutcome outcome, Instant now, PrintWriter out) {
    for (ShownRelease each : made) {
      each.tell(out, now);
      out.println();
    }
    outcome.tell(out);
  }
}
