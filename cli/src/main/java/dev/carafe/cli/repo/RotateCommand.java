package dev.carafe.cli.repo;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.key.HeldKey;
import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.KeyReferenceConverter;
import dev.carafe.cli.key.Keyring;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.Key;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.RootDraft;
import dev.carafe.trust.tuf.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo rotate`.
@Command(
    name = "rotate",
    description = {
      "Drafts the next root, in which others sign for some roles: a key was lost or stolen, is old,"
          + " or somebody comes or goes.",
      "Without --add and --remove a role's only key is replaced by a new one, in keys/ of the"
          + " folder. Those who signed the root until now must sign the next one, too."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo rotate os timestamp snapshot && carafe repo publish os",
      "  carafe repo rotate os root --add dave.pub --remove bob.pub",
      "  carafe repo rotate os targets --add command:sign-with-kms --threshold 2"
    })
final class RotateCommand implements Callable<Integer> {
  private static final int SHORTEST = 8;

  @Parameters(index = "0", paramLabel = "DIR", description = "The repository's folder.")
  Path folder = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ROLE",
      description = "root, targets, snapshot or timestamp.")
  List<String> roles = new ArrayList<>();

  @Option(
      names = "--add",
      paramLabel = "KEY",
      converter = KeyReferenceConverter.class,
      description = "A key that signs from now on. May be given more than once.")
  List<KeyReference> added = new ArrayList<>();

  @Option(
      names = "--remove",
      paramLabel = "KEY|ID",
      description =
          "A key that signs no more, or how its identifier begins. May be given more than once.")
  List<String> removed = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "How many of the keys must sign (default: as many as now).")
  @Nullable Integer threshold;

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    for (String role : roles) {
      if (!RoleName.ALL.contains(role)) {
        throw new ParameterException(
            spec.commandLine(),
            "'%s' is none of %s".formatted(role, String.join(", ", RoleName.ALL)));
      }
    }
    Workplace place = Workplace.open(folder);
    Instant now = Instant.now();
    Editor editor = place.editor(now);
    RootDraft root = place.nextRoot(editor);
    Workplace changed = rotate(place, root, new Keyring());
    changed.keep(RoleName.ROOT, root.draft(now, place.config().term(RoleName.ROOT)));
    if (roles.contains(RoleName.TARGETS)) {
      changed.keep(
          RoleName.TARGETS,
          place.nextTargets(editor).draft(now, place.config().term(RoleName.TARGETS)));
    }
    give(changed.drafts(), editor);
    return 0;
  }

  /// Seats others in a root, and writes down which keys may be at hand from now on. Those of before
  /// stay until the root is published: they may have to sign it.
  private Workplace rotate(Workplace place, RootDraft root, Keyring keyring) throws IOException {
    boolean replace = added.isEmpty() && removed.isEmpty() && threshold == null;
    List<KeyReference> coming = replace ? List.of(made(root)) : added;
    RepositoryConfig config = place.config();
    for (String role : roles) {
      Map<String, Key> keys =
          new LinkedHashMap<>(replace ? Map.<String, Key>of() : root.keys(role));
      removed.forEach(each -> remove(role, keys, each, keyring));
      for (KeyReference each : coming) {
        Key key = keyring.open(each).key();
        keys.put(key.id(), key);
      }
      new Seats(keys, Optional.ofNullable(threshold).orElse(root.threshold(role))).in(root, role);
      Stream<KeyReference> before =
          keyring.openAny(config.keys(role)).stream().map(HeldKey::reference);
      config = config.with(role, Stream.concat(coming.stream(), before).distinct().toList());
    }
    return place.with(config);
  }

  private KeyReference made(RootDraft root) throws IOException {
    for (String role : roles) {
      if (root.keys(role).size() > 1) {
        throw new ChoiceException(
            "could not replace the key of %s: there are %s; name them by --add and --remove"
                .formatted(role, Shown.keys(root.keys(role).keySet())));
      }
    }
    return Workplace.makeKey(folder, roles.getFirst() + "-" + root.version());
  }

  private void remove(String role, Map<String, Key> keys, String text, Keyring keyring) {
    List<String> begun =
        keys.keySet().stream()
            .filter(id -> text.length() >= SHORTEST && id.startsWith(text))
            .toList();
    String id = begun.size() == 1 ? begun.getFirst() : keyring.open(reference(text)).key().id();
    if (keys.remove(id) == null) {
      throw new ChoiceException(
          "could not remove %s: it does not sign for %s; %s do"
              .formatted(text, role, Shown.keys(keys.keySet())));
    }
  }

  private KeyReference reference(String text) {
    try {
      return KeyReference.parse(text, Path.of(""), System.getenv());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "'%s' names no key: %s".formatted(text, e.getMessage()), e);
    }
  }

  private void give(Map<String, Document> drafts, Editor editor) throws IOException {
    List<Tally> tallies = editor.publication(drafts).tallies();
    answers.give(
        new Told(
            Shown.json(drafts, tallies),
            out -> {
              drafts.values().forEach(each -> Shown.lines(each).forEach(out::println));
              tallies.forEach(tally -> out.println(Shown.line(tally)));
              out.println("Next: carafe repo publish " + folder);
            }),
        spec.commandLine().getOut());
  }
}
