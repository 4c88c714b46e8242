package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.soak.Campaign;
import dev.carafe.cli.soak.CampaignFile;
import dev.carafe.cli.soak.CampaignKind;
import dev.carafe.cli.soak.Moment;
import dev.carafe.cli.soak.ReliabilityTable;
import dev.carafe.cli.soak.Scenario;
import dev.carafe.cli.soak.Soak;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// A campaign of power cuts, as a command.
abstract class CampaignCommand<M extends Moment> implements Callable<Integer> {
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

  private final CampaignKind<M> kind;

  CampaignCommand(CampaignKind<M> kind) {
    this.kind = kind;
  }

  /// What is played.
  ///
  /// @param folder the campaign's
  abstract Scenario<M> scenario(Workshop workshop, ToolsTree tools, Path folder)
      throws IOException, InterruptedException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    Progress progress = soak.main.progress();
    Workshop workshop = new Workshop(Main.home(), options, progress);
    Path folder = workshop.output().resolve("soak").resolve(kind.name());
    CampaignFile<M> file = kind.in(folder);
    if (resume && !file.exists()) {
      throw new ParameterException(
          spec.commandLine(),
          "could not resume: there is no " + file.path() + "; leave out --resume to begin");
    }
    try (Soak<M> campaign = open(workshop, folder)) {
      Runtime.getRuntime().addShutdownHook(new Thread(campaign::close));
      return report(run(campaign, file.read(), progress), folder);
    }
  }

  private Soak<M> open(Workshop workshop, Path folder) throws IOException, InterruptedException {
    ToolsTree tools = workshop.labTools();
    Acceleration acceleration = workshop.acceleration(tools);
    if (resume) {
      return Soak.resume(tools, acceleration, folder, scenario(workshop, tools, folder));
    }
    Scenario<M> scenario = scenario(workshop, tools, folder);
    Path image = scenario.image().orElseGet(() -> workshop.build("plain").disk());
    Campaign<M> campaign =
        Campaign.begin(
            seed == null ? System.currentTimeMillis() : seed,
            Workshop.VERSION,
            LocalDate.now(Clock.systemUTC()).toString());
    return Soak.begin(tools, acceleration, folder, scenario, image, campaign);
  }

  private Campaign<M> run(Soak<M> soak, Campaign<M> from, Progress progress)
      throws IOException, InterruptedException {
    Campaign<M> campaign = from;
    try (Progress.Task task = progress.begin("cutting the power", cuts, Progress.Unit.ITEMS)) {
      task.advance(campaign.judged());
      while (campaign.judged() < cuts && campaign.failure().isEmpty()) {
        Campaign<M> next = soak.step(cuts);
        task.advance(next.judged() - campaign.judged());
        campaign = next;
      }
    }
    return campaign;
  }

  private int report(Campaign<M> campaign, Path folder) throws IOException {
    if (write) {
      new ReliabilityTable(Main.home().resolve("docs/reliability.md")).write(kind, campaign);
    }
    answers.give(new CampaignReport<>(kind, campaign, folder), spec.commandLine().getOut());
    return (campaign.failure().isEmpty() ? ExitCode.DONE : ExitCode.FAILED).number();
  }
}
