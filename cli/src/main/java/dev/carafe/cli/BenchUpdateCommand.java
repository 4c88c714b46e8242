package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.bench.UpdateBench;
import dev.carafe.cli.bench.UpdatePair;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.archive.Pins;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe bench update`.
@Command(
    name = "update",
    description = {
      "Measures what an update costs, by our deltas and by other ways.",
      "The variant plain is built of today's packages, and of some in the version before, which"
          + " Debian's archive often still has."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe bench update",
      "  carafe bench update --pin runc=1.1.15+ds1-2+b4    only from this version of this package",
      "  carafe bench update --json"
    })
final class BenchUpdateCommand implements Callable<Integer> {
  private static final String VARIANT = "plain";

  @Mixin BuildOptions options = new BuildOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @ParentCommand BenchCommand bench = new BenchCommand();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Progress progress = bench.main.progress();
    Workshop workshop = new Workshop(Main.home(), options, progress);
    PackageLock now = workshop.locked().orElseGet(() -> workshop.lock(VARIANT, Pins.NONE));
    Path folder = Files.createDirectories(workshop.output().resolve("bench/update"));
    BuiltImage after = workshop.build(VARIANT, now, folder.resolve("now"));
    UpdateBench update =
        new UpdateBench(
            workshop.tools(List.of(PackageRequest.of("libzstd1"), PackageRequest.of("zstd"))),
            VARIANT,
            folder,
            progress);
    List<UpdateFigures.Part> parts = new ArrayList<>();
    for (UpdatePair pair : pairs(workshop, now)) {
      BuiltImage before =
          workshop.build(
              VARIANT, workshop.lock(VARIANT, pair.before()), folder.resolve(pair.name()));
      parts.add(new UpdateFigures.Part(pair, update.measure(before, after)));
    }
    answers.give(new UpdateFigures(parts), spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }

  private List<UpdatePair> pairs(Workshop workshop, PackageLock now) {
    return options.pins.isEmpty()
        ? UpdatePair.known(now, workshop.index())
        : List.of(UpdatePair.of(new Pins(options.pins)));
  }
}
