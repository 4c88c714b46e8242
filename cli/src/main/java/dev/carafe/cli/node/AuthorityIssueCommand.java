package dev.carafe.cli.node;

import dev.carafe.cli.option.Days;
import dev.carafe.trust.certificate.Certificates;
import dev.carafe.trust.certificate.Role;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe node authority issue`.
@Command(
    name = "issue",
    description = "Certifies somebody, with a new key.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node authority issue alice --role operator --authority ca --out .",
      "  carafe node authority issue ci --role reader --days 30 --authority ca --out ."
    })
final class AuthorityIssueCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Who it is; the audit log has this name.")
  String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "What he may do: ${COMPLETION-CANDIDATES}.")
  Rank role = Rank.reader;

  @Option(
      names = "--authority",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the authority.")
  Path authority = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where NAME.pem and NAME.key go.")
  Path folder = Path.of("");

  @Option(
      names = "--days",
      converter = Days.class,
      paramLabel = "N",
      defaultValue = "365",
      description = "How long it is valid (default: 365).")
  Duration length = Duration.ZERO;

  @Spec CommandSpec spec = CommandSpec.create();

  /// The roles, as one writes them.
  enum Rank {
    admin,
    operator,
    reader;

    Role role() {
      return Role.valueOf(name().toUpperCase(Locale.ROOT));
    }
  }

  @Override
  public Integer call() {
    X509Certificate issued =
        new AuthorityFolder(authority).issue(name, role.role(), folder, length, Instant.now());
    spec.commandLine()
        .getOut()
        .printf(
            "%s is %s until %s (serial %s).%n",
            name,
            role.role().organization(),
            issued.getNotAfter().toInstant(),
            Certificates.serial(issued));
    return 0;
  }
}
