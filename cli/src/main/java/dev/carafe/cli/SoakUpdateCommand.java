package dev.carafe.cli;

import dev.carafe.cli.soak.Course;
import dev.carafe.cli.soak.OfferedUpdate;
import dev.carafe.cli.soak.Scenario;
import dev.carafe.cli.soak.UpdatePhase;
import dev.carafe.cli.soak.Updates;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/// `carafe soak update`.
@Command(
    name = "update",
    description = {
      "Cuts a machine's power while it becomes another system: while that is written, activated and"
          + " on trial. After each boot the old system or the new one must run and be whole, and in"
          + " the end the new one.",
      "Both are built and released for it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe soak update --cuts 20",
      "  carafe soak update --cuts 200 --resume    go on where it was interrupted",
      "  carafe soak update --cuts 200 --resume --write"
    })
final class SoakUpdateCommand extends CampaignCommand<UpdatePhase> {
  SoakUpdateCommand() {
    super(Updates.KIND);
  }

  @Override
  Scenario<UpdatePhase> scenario(Workshop workshop, ToolsTree tools, Path folder)
      throws IOException {
    UpdateRehearsal rehearsal = new UpdateRehearsal(Main.home(), folder.resolve("systems"));
    OfferedUpdate update =
        resume ? rehearsal.again() : rehearsal.make(options, soak.main.progress());
    return Updates.start(update, Course.random());
  }
}
