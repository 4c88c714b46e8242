package dev.carafe.cli.repo;

import dev.carafe.cli.key.KeyFile;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SoftwareKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo key create`.
@Command(
    name = "create",
    description = {
      "Makes a key in a file that only you may read, and its public key in a file beside it.",
      "The file is not encrypted: keep it where only its owner gets to."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo key create alice.pem               and alice.pub, for the others",
      "  carafe repo key create --scheme ecdsa ci.pem"
    })
final class KeyCreateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Where the key goes; nothing is overwritten.")
  Path file = Path.of("");

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      defaultValue = "ed25519",
      description = "How it signs: ${COMPLETION-CANDIDATES} (default: ed25519).")
  Kind kind = Kind.ed25519;

  @Spec CommandSpec spec = CommandSpec.create();

  /// The schemes, as one writes them.
  enum Kind {
    ed25519(Scheme.ED25519),
    ecdsa(Scheme.ECDSA_P256),
    rsa(Scheme.RSA_PSS);

    private final Scheme scheme;

    Kind(Scheme scheme) {
      this.scheme = scheme;
    }
  }

  @Override
  public Integer call() throws IOException {
    KeyFile place = new KeyFile(file);
    SoftwareKey key = place.create(kind.scheme);
    spec.commandLine()
        .getOut()
        .printf("%s  %s; for the others: %s%n", key.key().id(), file, place.publicPath());
    return 0;
  }
}
