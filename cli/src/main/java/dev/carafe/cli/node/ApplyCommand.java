package dev.carafe.cli.node;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `carafe node apply`.
@Command(
    name = "apply",
    description =
        "Sets all that is in files of user data; what is not in them stays. A Kubernetes manifest"
            + " (Pod, ConfigMap, Secret) is the whole of what it names.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node apply my.toml",
      "  carafe node apply --dry-run base.toml site.json",
      "  carafe node apply web.yaml",
      "  generate | carafe node apply -"
    })
final class ApplyCommand extends ChangeCall {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "User data, in TOML or JSON, or manifests; - is the standard input.")
  List<String> files = new ArrayList<>();

  @Override
  List<Edit> edits() {
    return files.stream()
        .map(SettingsDocument::read)
        .map(document -> (Edit) new Edit.Document(document))
        .toList();
  }
}
