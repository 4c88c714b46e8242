package dev.carafe.cli.node;

import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.certificate.Certificates;
import dev.carafe.trust.certificate.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `carafe node revoke`.
@Command(
    name = "revoke",
    description = "Makes the node refuse certificates that its authorities issued.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node revoke alice.pem", "  carafe node revoke 5c0f1e"})
final class RevokeCommand extends NodeCall {
  private static final String SERIALS = "revoked-serials";

  @Parameters(
      paramLabel = "FILE|SERIAL",
      arity = "1..*",
      description = "A certificate in PEM, or its serial number in hexadecimal.")
  List<String> certificates = new ArrayList<>();

  @Override
  void run(NodeClient node) {
    Set<String> serials = new LinkedHashSet<>();
    certificates.forEach(word -> serials.add(serial(word)));
    if (node.serial().filter(serials::contains).isPresent()) {
      throw wrongUsage("that is the certificate that you show; use another one to revoke it");
    }
    Json.Struct known = node.get("/settings?keys=settings.api.remote." + SERIALS).struct();
    Set<String> all = new LinkedHashSet<>(revoked(known));
    all.addAll(serials);
    Json list = Json.of(all.stream().map(Json::of).toList());
    Json.Struct settings =
        Json.object()
            .with(
                "api",
                Json.object().with("remote", Json.object().with(SERIALS, list).build()).build())
            .build();
    try (Transaction transaction = Transaction.begin(node)) {
      new Edit.Document(SettingsDocument.of("revocation", settings)).stage(transaction);
      transaction.commit();
    }
    serials.forEach(serial -> out().println("revoked " + serial));
  }

  private static List<String> revoked(Json.Struct settings) {
    Json found = settings;
    for (String name : List.of("api", "remote", SERIALS)) {
      found =
          found instanceof Json.Struct table ? table.member(name).orElse(new Json.Null()) : found;
    }
    List<String> serials = new ArrayList<>();
    if (found instanceof Json.Array(List<Json> elements)) {
      for (Json element : elements) {
        if (element instanceof Json.Text(String text)) {
          serials.add(text);
        }
      }
    }
    return serials;
  }

  private static String serial(String word) {
    Path file = Path.of(word);
    return Files.exists(file)
        ? Certificates.serial(Pem.certificates(PrivateFiles.read(file)).getFirst())
        : word.replace(":", "").toLowerCase(Locale.ROOT);
  }
}
