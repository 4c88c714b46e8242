package dev.carafe.cli.repo;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.Target;
import dev.carafe.trust.tuf.TargetPath;
import dev.carafe.trust.tuf.TargetsDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo add`.
@Command(
    name = "add",
    description = {
      "Adds files to what is drafted. Clients see them once they are published.",
      "One repository has room for all variants, architectures and channels: they are folders in"
          + " it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo add os build/carafe-plain-0.1.0.raw",
      "  carafe repo add os --under stable/plain/x86_64 build/carafe-plain-0.1.0.*",
      "  carafe repo add os --as latest.toml --custom '{\"of\": \"0.1.0\"}' build/notes.toml"
    })
final class AddCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The repository's folder.")
  Path folder = Path.of("");

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "What is added.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--under",
      paramLabel = "PATH",
      description = "The folder in the repository (default: none).")
  String under = "";

  @Option(
      names = "--as",
      paramLabel = "PATH",
      description = "Its path in the repository, for one FILE (default: its name).")
  @Nullable String as;

  @Option(
      names = "--custom",
      paramLabel = "JSON",
      description = "An object with what else clients are to know of each FILE.")
  String custom = "{}";

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Json.Struct said = said();
    List<TargetPath> paths = files.stream().map(this::path).toList();
    Workplace place = Workplace.open(folder);
    Instant now = Instant.now();
    Editor editor = place.editor(now);
    TargetsDraft draft = place.nextTargets(editor);
    List<Target> added = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      added.add(editor.add(paths.get(i), files.get(i), said));
    }
    added.forEach(draft::with);
    place.keep(RoleName.TARGETS, draft.draft(now, place.config().term(RoleName.TARGETS)));
    answers.give(told(added), spec.commandLine().getOut());
    return 0;
  }

  private Json.Struct said() {
    try {
      if (JsonReader.read(custom) instanceof Json.Struct object) {
        return object;
      }
    } catch (JsonSyntaxException e) {
      throw wrong("'--custom' is no JSON: " + e.getMessage());
    }
    throw wrong("'--custom' is no object; write '{\"NAME\": \"VALUE\"}'");
  }

  private TargetPath path(Path file) {
    if (as != null && files.size() > 1) {
      throw wrong("'--as' names one file, and there are " + files.size());
    }
    if (Files.isDirectory(file)) {
      throw new ChoiceException("could not add " + file + ": it is a folder; name the files in it");
    }
    String name = as != null ? as : String.valueOf(file.getFileName());
    String text = under.isEmpty() ? name : under.replaceAll("/+$", "") + "/" + name;
    return TargetPath.parse(text)
        .orElseThrow(() -> wrong("'" + text + "' is no path in a repository; write a/b/name"));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Told told(List<Target> added) {
    List<Json> targets = new ArrayList<>();
    for (Target target : added) {
      targets.add(
          Json.object()
              .with("path", target.path())
              .with("length", target.length())
              .with(target.algorithm(), target.digest())
              .build());
    }
    return new Told(
        Json.object().with("targets", Json.of(targets)).build(),
        out -> {
          added.forEach(target -> out.printf("%s  %d bytes%n", target.path(), target.length()));
          out.println("Next: carafe repo publish " + folder);
        });
  }
}
