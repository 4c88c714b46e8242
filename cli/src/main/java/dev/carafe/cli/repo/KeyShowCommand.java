package dev.carafe.cli.repo;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.cli.key.HeldKey;
import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.KeyReferenceConverter;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo key show`.
@Command(
    name = "show",
    description = "Shows the public key of a key, wherever it is, and its identifier.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo key show alice.pub",
      "  carafe repo key show 'pkcs11:token=bob;id=%%01?module-path=/usr/lib/x.so' --out bob.pub",
      "  carafe repo key show command:/usr/local/bin/sign-with-kms --json"
    })
final class KeyShowCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "KEY",
      converter = KeyReferenceConverter.class,
      description = "file:PATH, or the path alone; pkcs11:...; or command:PROGRAM.")
  @Nullable KeyReference reference;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the public key there; nothing is overwritten.")
  @Nullable Path file;

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    HeldKey key = Objects.requireNonNull(reference).open();
    String pem = key.key().publicPem();
    if (file != null) {
      PrivateFiles.demandNew(file);
      Files.writeString(file, pem);
    }
    answers.give(
        new Told(
            Json.object()
                .with("id", key.key().id())
                .with("can_sign", Json.of(key.signing().isPresent()))
                .with("key", key.key().json())
                .build(),
            out -> out.printf("%s%n%s", key.key().id(), pem)),
        spec.commandLine().getOut());
    return 0;
  }
}
