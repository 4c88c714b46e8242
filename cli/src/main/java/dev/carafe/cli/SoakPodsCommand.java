package dev.carafe.cli;

import dev.carafe.cli.soak.Bustle;
import dev.carafe.cli.soak.BusyPods;
import dev.carafe.cli.soak.Scenario;
import dev.carafe.image.component.BlueprintReader;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/// `carafe soak pods`.
@Command(
    name = "pods",
    description =
        "Cuts a machine's power while it pulls an image, starts containers again or writes their"
            + " logs, and looks after each boot whether all pods are there and nothing else is.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe soak pods --cuts 20",
      "  carafe soak pods --cuts 200 --resume    go on where it was interrupted",
      "  carafe soak pods --cuts 200 --resume --write"
    })
final class SoakPodsCommand extends CampaignCommand<Bustle> {
  SoakPodsCommand() {
    super(BusyPods.KIND);
  }

  @Override
  Scenario<Bustle> scenario(Workshop workshop, ToolsTree tools, Path folder)
      throws IOException, InterruptedException {
    Path eye = Main.home().resolve("images/eye");
    return BusyPods.start(
        tools, folder.resolve("registry"), workshop.containerImage(BlueprintReader.image(eye)));
  }
}
