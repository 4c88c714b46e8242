package dev.carafe.cli.node;

import dev.carafe.cli.option.Days;
import dev.carafe.trust.certificate.CertificateAuthority;
import dev.carafe.trust.certificate.Pem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `carafe node authority create`.
@Command(
    name = "create",
    description = "Makes an authority, for nodes to trust.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node authority create --out ca --name 'my authority'"})
final class AuthorityCreateCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where authority.pem and authority.key go.")
  Path folder = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "carafe authority",
      description = "What it calls itself (default: carafe authority).")
  String name = "";

  @Option(
      names = "--days",
      converter = Days.class,
      paramLabel = "N",
      defaultValue = "3650",
      description = "How long it is valid (default: 3650).")
  Duration length = Duration.ZERO;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CertificateAuthority authority =
        new AuthorityFolder(folder).create(name, length, Instant.now());
    String pem = Pem.write(authority.certificate());
    spec.commandLine()
        .getOut()
        .printf(
            "# For the user data of nodes that are to trust it:%n[settings.api.remote]%n"
                + "enabled = true%nclient-authorities = \"%s\"%n",
            Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)));
    return 0;
  }
}
