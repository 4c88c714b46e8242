package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.soak.Campaign;
import dev.carafe.cli.soak.CampaignFile;
import dev.carafe.cli.soak.ReliabilityTable;
import dev.carafe.cli.soak.SettingsSoak;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

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
final class SoakSettingsCommand implements Callable<Integer> {
  @Mixin BuildOptions options = new BuildOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @ParentCommand SoakCommand soak = new SoakCommand();

  @Option(
      names = "--cuts",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many cuts the campaign is to have in all; a boot each (default: 10).")
  int cuts;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What is random follows from it, as far as time lets it (default: the time).")
  @Nullable Long seed;

  @Option(names = "--resume", description = "Go on with the campaign in the output folder.")
  boolean resume;

  @Option(names = "--write", description = "Write the result into docs/reliability.md.")
  boolean write;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Progress progress = soak.main.progress();
    Workshop workshop = new Workshop(Main.home(), options, progress);
    Path folder = workshop.output().resolve("soak/settings");
    CampaignFile file = SettingsSoak.file(folder);
    if (resume && !file.exists()) {
      throw new ParameterException(
          spec.commandLine(),
          "could not resume: there is no " + file.path() + "; leave out --resume to begin");
    }
    try (SettingsSoak campaign = open(workshop, folder)) {
      Runtime.getRuntime().addShutdownHook(new Thread(campaign::close));
      return report(run(campaign, file.read(), progress), folder);
    }
  }

  private SettingsSoak open(Workshop workshop, Path folder) throws IOException {
    ToolsTree tools = workshop.labTools();
    Acceleration acceleration = workshop.acceleration(tools);
    if (resume) {
      return SettingsSoak.resume(tools, acceleration, folder);
    }
    BuiltImage image = workshop.build("plain");
    Campaign campaign =
        Campaign.begin(
            seed == null ? System.currentTimeMillis() : seed,
            Workshop.VERSION,
            LocalDate.now(Clock.systemUTC()).toString());
    return SettingsSoak.begin(tools, acceleration, folder, image.disk(), campaign);
  }

  private Campaign run(SettingsSoak soak, Campaign from, Progress progress)
      throws IOException, InterruptedException {
    Campaign campaign = from;
    try (Progress.Task task = progress.begin("cutting the power", cuts, Progress.Unit.ITEMS)) {
      task.advance(campaign.judged());
      while (campaign.judged() < cuts && campaign.failure().isEmpty()) {
        Campaign next = soak.step(cuts);
        task.advance(next.judged() - campaign.judged());
        campaign = next;
      }
    }
    return campaign;
  }

  private int report(Campaign campaign, Path folder) throws IOException {
    if (write) {
      new ReliabilityTable(Main.home().resolve("docs/reliability.md")).write(campaign);
    }
    answers.give(new CampaignReport(campaign, folder), spec.commandLine().getOut());
    return (campaign.failure().isEmpty() ? ExitCode.DONE : ExitCode.FAILED).number();
  }
}
