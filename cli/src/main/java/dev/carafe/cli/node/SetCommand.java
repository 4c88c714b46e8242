package dev.carafe.cli.node;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carafe node set`.
@Command(
    name = "set",
    description = "Changes settings.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node set motd=hello ntp.time-servers='[\"192.0.2.1\"]'",
      "  carafe node set --json '{\"motd\": \"two\\nlines\"}'",
      "  carafe node set --dry-run motd=hello"
    })
final class SetCommand extends ChangeCall {
  @Parameters(
      paramLabel = "KEY=VALUE",
      arity = "0..*",
      description = "A setting and its value; 'settings.' before it may be left out.")
  List<String> pairs = new ArrayList<>();

  @Option(
      names = {"-j", "--json"},
      paramLabel = "JSON",
      description = "Settings as a JSON object instead.")
  @Nullable String json;

  @Override
  List<Edit> edits() {
    if (json == null) {
      return List.of(Assignments.of(pairs, this::wrongUsage));
    }
    if (!pairs.isEmpty()) {
      throw wrongUsage("KEY=VALUE and --json exclude each other");
    }
    return List.of(new Edit.Document(SettingsDocument.parse("--json", json)));
  }
}
