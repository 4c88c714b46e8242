package dev.carafe.cli.node;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `carafe node delete`.
@Command(
    name = "delete",
    description = "Makes settings as if never set; defaults hold again.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node delete motd", "  carafe node delete --dry-run settings.ntp"})
final class DeleteCommand extends ChangeCall {
  @Parameters(
      paramLabel = "KEY",
      arity = "1..*",
      description = "A setting, or a table of settings; 'settings.' before it may be left out.")
  List<String> keys = new ArrayList<>();

  @Override
  List<Edit> edits() {
    return List.of(new Edit.Deletion(keys));
  }
}
