package dev.carafe.cli.node;

import dev.carafe.cli.option.Days;
import dev.carafe.trust.certificate.CertificateAuthority;
import dev.carafe.trust.certificate.CertificateRequest;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Terms;
import dev.carafe.trust.certificate.Usage;
import dev.carafe.trust.certificate.Validity;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `carafe node certify`.
@Command(
    name = "certify",
    description = "Certifies the node by an authority of yours; the same again renews it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node certify --authority ca",
      "  carafe node certify --authority ca --host web-1.example --host 192.0.2.7"
    })
final class CertifyCommand extends NodeCall {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Option(
      names = "--authority",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the authority.")
  Path folder = Path.of("");

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "A name or an address that the node is reached by, beside the one used now.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--days",
      converter = Days.class,
      paramLabel = "N",
      defaultValue = "365",
      description = "How long it is valid (default: 365).")
  Duration length = Duration.ZERO;

  @Override
  void run(NodeClient node) {
    if (!(node.access() instanceof Context context)) {
      throw wrongUsage(
          "a node is certified for those who reach it over the network; by its socket nobody looks at"
              + " certificates");
    }
    AuthorityFolder authority = new AuthorityFolder(folder.toAbsolutePath());
    X509Certificate issued = issue(authority.read(), context.address(), node);
    node.send("PUT", "/v1/identity/certificate", Pem.write(issued));
    Context certified = context.knownBy(new KnownBy.Authority(authority.certificate()));
    try (NodeClient again = NodeClient.of(certified, PATIENCE)) {
      again.get("/v1/identity");
    }
    nodes.chosen().name().ifPresent(name -> remember(name, certified));
    out().println("The node is certified until " + issued.getNotAfter().toInstant() + ".");
  }

  private X509Certificate issue(
      CertificateAuthority authority, NodeAddress address, NodeClient node) {
    Set<String> names = new LinkedHashSet<>(List.of(address.host()));
    names.addAll(hosts);
    String query =
        "?name=%s&hosts=%s"
            .formatted(
                NodeClient.encoded(nodes.chosen().name().orElse(names.iterator().next())),
                NodeClient.encoded(String.join(",", names)));
    CertificateRequest request =
        CertificateRequest.read(node.get("/v1/identity/request" + query).text());
    Validity validity = Validity.of(length, Instant.now());
    return authority.issue(
        request, new Terms(request.subject(), request.names(), Set.of(Usage.SERVER), validity));
  }

  private void remember(String name, Context certified) {
    ContextsFile file = nodes.config.file();
    file.write(file.read().with(name, certified));
  }
}
