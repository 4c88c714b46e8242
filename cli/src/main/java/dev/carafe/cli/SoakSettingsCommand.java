package dev.carafe.cli;

import dev.carafe.cli.soak.Commit;
import dev.carafe.cli.soak.Commits;
import dev.carafe.cli.soak.Scenario;
import dev.carafe.image.tools.ToolsTree;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/// `carafe soak settings`.
@Command(
    name = "settings",
    description =
        "Cuts a machine's power while settings are committed, and looks after each boot whether"
            + " they are the old or the new ones.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe soak settings --cuts 20",
      "  carafe soak settings --cuts 200 --resume    go on where it was interrupted",
      "  carafe soak settings --cuts 200 --resume --write"
    })
final class SoakSettingsCommand extends CampaignCommand<Commit> {
  SoakSettingsCommand() {
    super(Commits.KIND);
  }

  @Override
  Scenario<Commit> scenario(Workshop workshop, ToolsTree tools, Path folder) {
    return new Commits();
  }
}
