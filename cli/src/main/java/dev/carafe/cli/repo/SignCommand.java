package dev.carafe.cli.repo;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.KeyReferenceConverter;
import dev.carafe.cli.key.Keyring;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo sign`.
@Command(
    name = "sign",
    description = {
      "Signs what is drafted, and shows it. A draft is one file, which can be signed on a machine"
          + " that has nothing but it and a key.",
      "Signatures of several people can be made one after the other in the same file, or in copies"
          + " of it, which --merge joins."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo sign os/draft/root.json                     only shows it",
      "  carafe repo sign root.json --key alice.pem",
      "  carafe repo sign root.json --key 'pkcs11:token=bob;object=root?module-path=/usr/lib/x.so'",
      "  carafe repo sign os --merge from-alice/root.json --merge from-bob/root.json",
      "  carafe repo sign os                     all drafts, with the keys of repository.toml"
    })
final class SignCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|FILE",
      description = "The repository's folder, or the file of one draft.")
  Path path = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      converter = KeyReferenceConverter.class,
      description = "Signs with this key. May be given more than once.")
  List<KeyReference> keys = new ArrayList<>();

  @Option(
      names = "--merge",
      paramLabel = "FILE",
      description = "Take the signatures of a copy too. May be given more than once.")
  List<Path> copies = new ArrayList<>();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (Files.isDirectory(path)) {
      signDrafts();
    } else {
      signFile();
    }
    return 0;
  }

  private void signDrafts() throws IOException {
    Workplace place = Workplace.open(path);
    Editor editor = place.editor(Instant.now());
    Map<String, Document> drafts = merged(place.drafts());
    if (drafts.isEmpty()) {
      throw new ChoiceException("could not sign anything: nothing is drafted in " + path);
    }
    Keyring keyring = new Keyring();
    Map<String, Document> signed = new Signing(place, keyring, keys).sign(editor, drafts);
    List<Tally> tallies = editor.publication(signed).tallies();
    give(signed, tallies, keyring.missing());
  }

  /// @throws ChoiceException for a copy of what is not drafted
  private Map<String, Document> merged(Map<String, Document> drafts) throws IOException {
    Map<String, Document> merged = new LinkedHashMap<>(drafts);
    for (Path copy : copies) {
      Document read = read(copy);
      Document draft = merged.get(read.type());
      if (draft == null) {
        throw new ChoiceException(
            "could not merge %s: no %s is drafted".formatted(copy, read.type()));
      }
      merged.put(read.type(), draft.with(read));
    }
    return merged;
  }

  private void signFile() throws IOException {
    Document document = read(path);
    for (Path copy : copies) {
      document = document.with(read(copy));
    }
    Keyring keyring = new Keyring();
    for (KeyReference key : keys) {
      document = document.signedBy(keyring.open(key).demandSigning());
    }
    if (!keys.isEmpty() || !copies.isEmpty()) {
      Replacement.write(path, document.bytes());
    }
    give(Map.of(document.type(), document), List.of(), List.of());
  }

  private static Document read(Path file) throws IOException {
    return Document.read(file.toString(), Files.readAllBytes(file));
  }

  private void give(Map<String, Document> documents, List<Tally> tallies, List<String> missing) {
    answers.give(
        new Told(
            Shown.json(documents, tallies),
            out -> {
              documents.values().forEach(each -> Shown.lines(each).forEach(out::println));
              tallies.forEach(tally -> out.println(Shown.line(tally)));
              missing.forEach(out::println);
            }),
        spec.commandLine().getOut());
  }
}
