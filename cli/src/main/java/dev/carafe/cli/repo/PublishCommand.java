package dev.carafe.cli.repo;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.KeyReferenceConverter;
import dev.carafe.cli.key.Keyring;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.Standing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo publish`.
@Command(
    name = "publish",
    description = {
      "Signs what is drafted with the keys that are at hand, and puts it where clients read, with a"
          + " new snapshot and timestamp.",
      "Nothing is published unless enough have signed all of it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo publish os",
      "  carafe repo publish os --key alice.pem      with a key that is in no repository.toml",
      "  carafe repo publish --refresh os            timestamp and snapshot alone, from a timer"
    })
final class PublishCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The repository's folder.")
  Path folder = Path.of("");

  @Option(
      names = "--refresh",
      description = "Sign snapshot and timestamp anew, and leave what is drafted alone.")
  boolean refresh;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      converter = KeyReferenceConverter.class,
      description = "Signs with this key too. May be given more than once.")
  List<KeyReference> keys = new ArrayList<>();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Workplace place = Workplace.open(folder);
    Editor editor = place.editor(Instant.now());
    Map<String, Document> drafts = refresh ? Map.of() : place.drafts();
    if (drafts.isEmpty() && !refresh) {
      throw new ChoiceException(
          "could not publish anything: nothing is drafted in %s; carafe repo publish --refresh %s"
                  .formatted(folder, folder)
              + " signs timestamp and snapshot anew");
    }
    new Publishing(new Signing(place, new Keyring(), keys)).publish(editor, drafts);
    List<Standing> standings = editor.standings();
    answers.give(
        new Told(
            json(place, standings),
            out -> tell(out, place, standings, drafts.containsKey(RoleName.ROOT))),
        spec.commandLine().getOut());
    return 0;
  }

  private static Json json(Workplace place, List<Standing> standings) {
    return Json.object()
        .with("public", place.published().toString())
        .with("roles", Json.of(standings.stream().map(Shown::json).toList()))
        .build();
  }

  private void tell(PrintWriter out, Workplace place, List<Standing> standings, boolean isRootNew) {
    standings.forEach(each ->
        out.printf("%-9s  version %d, until %s%n", each.role(), each.version(), each.expires()));
    out.printf("Published in %s.%n", place.published());
    if (isRootNew && standings.getFirst().version() == 1) {
      out.printf("Clients begin with %s.%n", place.published().resolve("metadata/1.root.json"));
    }
    Standing first = standings.stream().min(Comparator.comparing(Standing::expires)).orElseThrow();
    out.printf("Sign anew before %s: carafe repo publish --refresh %s%n", first.expires(), folder);
  }
}
