package dev.carafe.cli.repo;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Printable;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.tuf.HttpSource;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.tuf.Pace;
import dev.carafe.trust.tuf.Source;
import dev.carafe.trust.tuf.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo check`.
@Command(
    name = "check",
    description = {
      "Looks at a whole repository as a client would that has never seen it: every signature, every"
          + " term, every target's digest."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo check os",
      "  carafe repo check /srv/mirror --root root.json",
      "  carafe repo check https://os.example/ --root root.json --json"
    })
final class CheckCommand implements Callable<Integer> {
  private static final String FIRST_ROOT = "1.root.json";
  private static final int MOST_BYTES = 512 << 10;

  @Parameters(
      paramLabel = "DIR|URL",
      description = "The folder in which it is made, that of a mirror, or where it is served.")
  String place = "";

  @Option(
      names = "--root",
      paramLabel = "FILE",
      description = "With which trust begins (default: the repository's own first root).")
  @Nullable Path root;

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Source metadata = source("metadata");
    RepositoryCheck check =
        new RepositoryCheck(metadata, source("targets"), InstantSource.system());
    RepositoryCheck.Report report = check.from(root(metadata));
    List<String> unnamed = unnamed(report);
    answers.give(
        new Told(json(report, unnamed), out -> tell(report, unnamed, out)),
        spec.commandLine().getOut());
    if (!report.findings().isEmpty()) {
      throw new DamagedException(report.findings().stream().map(Printable::of).toList());
    }
    return 0;
  }

  private byte[] root(Source metadata) throws IOException {
    if (root != null) {
      return Files.readAllBytes(root);
    }
    try (InputStream in = metadata.open(FIRST_ROOT)) {
      return in.readNBytes(MOST_BYTES);
    }
  }

  private Source source(String name) {
    if (isFarAway()) {
      return HttpSource.at(URI.create(place.replaceAll("/+$", "") + "/" + name), Pace.USUAL);
    }
    return Source.of(folder().resolve(name));
  }

  private boolean isFarAway() {
    return place.startsWith("http://") || place.startsWith("https://");
  }

  private Path folder() {
    Path folder = Path.of(place);
    Path made = folder.resolve("public");
    return Files.isDirectory(made) ? made : folder;
  }

  /// Files of the folder that nobody names: they were removed, or only added.
  private List<String> unnamed(RepositoryCheck.Report report) throws IOException {
    Path targets = folder().resolve("targets");
    if (isFarAway() || !Files.isDirectory(targets)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(targets)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> targets.relativize(file).toString())
          .filter(file -> !report.places().contains(file))
          .sorted()
          .toList();
    }
  }

  private static Json json(RepositoryCheck.Report report, List<String> unnamed) {
    return Json.object()
        .with("sound", Json.of(report.findings().isEmpty()))
        .with("roles", Json.of(report.roles().stream().map(Shown::json).toList()))
        .with("targets", Json.of(report.sound().stream().map(CheckCommand::json).toList()))
        .with("findings", Json.of(report.findings().stream().map(Json::of).toList()))
        .with("unnamed", Json.of(unnamed.stream().map(Json::of).toList()))
        .build();
  }

  private static Json json(Target target) {
    return Json.object()
        .with("path", target.path())
        .with("length", target.length())
        .with(target.algorithm(), target.digest())
        .with("custom", target.custom())
        .build();
  }

  private static void tell(RepositoryCheck.Report report, List<String> unnamed, PrintWriter out) {
    report
        .roles()
        .forEach(each ->
            out.printf(
                "%-9s  version %d, until %s%n",
                Printable.of(each.role()), each.version(), each.expires()));
    List<Target> sound = report.sound();
    sound.forEach(each -> out.printf("%s  %d bytes%n", Printable.of(each.path()), each.length()));
    unnamed.forEach(
        file -> out.printf("nobody names targets/%s yet, or any more%n", Printable.of(file)));
    int all = sound.size() + report.findings().size();
    out.printf("%d of %d targets are as they were signed%n", sound.size(), all);
  }
}
