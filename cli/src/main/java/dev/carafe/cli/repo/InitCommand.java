package dev.carafe.cli.repo;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.KeyReferenceConverter;
import dev.carafe.cli.key.Keyring;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/// `carafe repo init`.
@Command(
    name = "init",
    description = {
      "Drafts a repository: its first root, and targets, of which there are none yet.",
      "A key is named as file:PATH or by the path alone, as a pkcs11: URI, or as command:PROGRAM."
          + " Keys that are not named are made, in keys/ of the folder."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo init os                                        with new keys",
      "  carafe repo init os --root alice.pub --root bob.pub --root carol.pub --threshold 2",
      "  carafe repo init os --root 'pkcs11:token=root;object=root?module-path=/usr/lib/x.so'",
      "  carafe repo init os --online 'command:/usr/local/bin/sign-with-kms'"
    })
final class InitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder in which the repository is made.")
  Path folder = Path.of("");

  @Option(
      names = "--root",
      paramLabel = "KEY",
      converter = KeyReferenceConverter.class,
      description =
          "Signs the root, which says who else signs. May be given more than once; a public key is"
              + " enough for somebody who signs elsewhere.")
  List<KeyReference> root = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "How many of them must sign the root (default: more than half).")
  @Nullable Integer threshold;

  @Option(
      names = "--targets",
      paramLabel = "KEY",
      converter = KeyReferenceConverter.class,
      description = "Signs what is added. May be given more than once; one of them is enough.")
  List<KeyReference> targets = new ArrayList<>();

  @Option(
      names = "--online",
      paramLabel = "KEY",
      converter = KeyReferenceConverter.class,
      description = "Signs snapshot and timestamp, often. May be given more than once.")
  List<KeyReference> online = new ArrayList<>();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Workplace.demandNone(folder);
    int needed = needed();
    Keyring keyring = new Keyring();
    Stream.of(root, targets, online).flatMap(List::stream).forEach(keyring::open);
    Workplace place =
        NewRepository.of(folder, root, targets, online, needed).draft(keyring, Instant.now());
    Map<String, Document> drafts = place.drafts();
    List<Tally> tallies = place.editor(Instant.now()).publication(drafts).tallies();
    long here =
        keyring.openAny(place.config().keys(RoleName.ROOT)).stream()
            .filter(key -> key.signing().isPresent())
            .count();
    answers.give(
        new Told(Shown.json(drafts, tallies), out -> tell(out, place, drafts, here >= needed)),
        spec.commandLine().getOut());
    return 0;
  }

  private int needed() {
    int count = Math.max(1, root.size());
    int needed = Optional.ofNullable(threshold).orElseGet(() -> Seats.majority(count));
    if (needed < 1 || needed > count) {
      throw new ParameterException(
          spec.commandLine(),
          "'--threshold %d' is more or less than can be: %d keys sign the root"
              .formatted(needed, count));
    }
    return needed;
  }

  private void tell(
      PrintWriter out, Workplace place, Map<String, Document> drafts, boolean canBeSigned) {
    Document draft = Objects.requireNonNull(drafts.get(RoleName.ROOT));
    out.println("Drafted, and not published yet:");
    Shown.lines(draft).forEach(out::println);
    if (root.isEmpty() || targets.isEmpty() || online.isEmpty()) {
      out.printf("New keys are in %s.%n", folder.resolve("keys"));
    }
    out.println("Keep the root's keys where no network reaches: they can replace all others.");
    out.println(
        canBeSigned
            ? "Next: carafe repo add %s FILE, and carafe repo publish %s".formatted(folder, folder)
            : "Next, whoever has a key of the root: carafe repo sign %s --key KEY"
                .formatted(place.draftFile(RoleName.ROOT)));
  }
}
