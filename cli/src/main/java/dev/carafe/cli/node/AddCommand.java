package dev.carafe.cli.node;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe node add`.
@Command(
    name = "add",
    description = "Tells of a node, or of another address or certificate of one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node add web-1 --address web-1.example:7443 --authority ca/authority.pem --certificate me.pem --key me.key",
      "  carafe node add lab --address 192.0.2.7 --fingerprint AA:BB:... --certificate me.pem --key me.key"
    })
final class AddCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "A name of your own.")
  String name = "";

  @Option(
      names = "--address",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where its API is (port: 7443).")
  String address = "";

  @ArgGroup(multiplicity = "1")
  Known known = new Known();

  @Option(
      names = "--certificate",
      required = true,
      paramLabel = "FILE",
      description = "Your certificate, in PEM.")
  Path certificate = Path.of("");

  @Option(names = "--key", required = true, paramLabel = "FILE", description = "Its key, in PEM.")
  Path key = Path.of("");

  @Mixin ConfigOptions config = new ConfigOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  /// One of the two.
  static final class Known {
    @Option(
        names = "--fingerprint",
        required = true,
        paramLabel = "SHA-256",
        description = "The fingerprint of its certificate, as its console shows it.")
    @Nullable String fingerprint;

    @Option(
        names = "--authority",
        required = true,
        paramLabel = "FILE",
        description = "The authority that certified it, in PEM.")
    @Nullable Path authority;
  }

  @Override
  public Integer call() {
    NodeAddress parsed =
        NodeAddress.parse(address)
            .orElseThrow(() -> wrong("'" + address + "' is no address; write HOST:7443"));
    Context context =
        new Context(parsed, knownBy(), certificate.toAbsolutePath(), key.toAbsolutePath());
    ClientTls.of(context); // files that cannot be used are said now
    ContextsFile file = config.file();
    file.write(file.read().with(name, context));
    spec.commandLine().getOut().println(name + " is known now.");
    return 0;
  }

  private KnownBy knownBy() {
    if (known.authority != null) {
      return new KnownBy.Authority(known.authority.toAbsolutePath());
    }
    String digest = known.fingerprint == null ? "" : known.fingerprint;
    return KnownBy.Fingerprint.parse(digest)
        .orElseThrow(() -> wrong("'" + digest + "' is no SHA-256 fingerprint; write AA:BB:..."));
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
