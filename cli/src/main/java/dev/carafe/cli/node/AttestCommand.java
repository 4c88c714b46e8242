package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.attest.Challenge;
import dev.carafe.cli.attest.Evidence;
import dev.carafe.cli.attest.Expectation;
import dev.carafe.cli.attest.Verdict;
import dev.carafe.cli.attest.Verification;
import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.cli.release.ForetoldRegisters;
import dev.carafe.cli.release.ReleaseReference;
import dev.carafe.trust.certificate.MalformedException;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.release.PcrValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carafe node attest`.
@Command(
    name = "attest",
    description =
        "Has the node's TPM prove how the node was started; the exit code is 4 where a check fails.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node attest --image build/1.3.0 --certificate keys/db.pem --save-key web-1.pem",
      "  carafe node attest --repository os --release 1.3.0 --certificate keys/db.pem --key web-1.pem"
    })
final class AttestCommand extends NodeCall {
  @Option(
      names = "--image",
      paramLabel = "PATH",
      description = "What ought to run: a kernel image, a folder with one build, or its .raw.")
  @Nullable Path image;

  @Mixin ReleaseReference release = new ReleaseReference();

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description =
          "By which alone the firmware ought to have started programs; may be given several times.")
  List<Path> certificates = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The attestation key that the node had earlier, as --save-key has kept it.")
  @Nullable Path key;

  @Option(
      names = "--save-key",
      paramLabel = "FILE",
      description = "Keeps the attestation key, if no check fails.")
  @Nullable Path savedKey;

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    Optional.ofNullable(savedKey).ifPresent(PrivateFiles::demandNew);
    Expectation expected = expected();
    Evidence evidence =
        new Evidence(node.get("/v1/attestation?nonce=" + expected.challenge().nonce()).struct());
    Verdict verdict = Verification.of(evidence, expected);
    answers.give(verdict, out());
    if (verdict.failed() > 0) {
      throw new NotAttestedException(verdict.failed());
    }
    Optional.ofNullable(savedKey)
        .ifPresent(file -> PrivateFiles.write(file, Verification.keyOf(evidence)));
  }

  private Expectation expected() {
    return new Expectation(
        Challenge.fresh(),
        Optional.ofNullable(key).map(file -> Expectation.fingerprint(read(file, Pem::publicKey))),
        registers(),
        certificates.stream().map(AttestCommand::certificate).toList());
  }

  private List<PcrValue> registers() {
    try {
      List<PcrValue> values = new ArrayList<>(release.registers());
      if (image != null) {
        values.addAll(ForetoldRegisters.of(image));
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static X509Certificate certificate(Path file) {
    return read(file, Pem::certificate);
  }

  private static <T> T read(Path file, Function<String, T> reading) {
    try {
      return reading.apply(PrivateFiles.read(file));
    } catch (MalformedException e) {
      throw new BadFileException(file, String.valueOf(e.getMessage()), e);
    }
  }
}
