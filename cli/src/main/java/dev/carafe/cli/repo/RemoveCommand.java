package dev.carafe.cli.repo;

import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.TargetsDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo remove`.
@Command(
    name = "remove",
    description = {
      "Drafts targets without some. Once that is published, no client trusts them any more.",
      "The files stay, as somebody may be downloading them; carafe repo check says which are left."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  carafe repo remove os stable/plain/x86_64/carafe-plain-0.1.0.raw"})
final class RemoveCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The repository's folder.")
  Path folder = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "A target's path in the repository.")
  List<String> paths = new ArrayList<>();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Workplace place = Workplace.open(folder);
    Instant now = Instant.now();
    Editor editor = place.editor(now);
    TargetsDraft draft = place.nextTargets(editor);
    for (String path : paths) {
      if (!draft.paths().contains(path)) {
        throw new ChoiceException(
            "could not remove %s: there is no such target; there are %s"
                .formatted(path, draft.paths().isEmpty() ? "none" : draft.paths()));
      }
      draft.without(path);
    }
    place.keep(RoleName.TARGETS, draft.draft(now, place.config().term(RoleName.TARGETS)));
    spec.commandLine().getOut().println("Next: carafe repo publish " + folder);
    return 0;
  }
}
