package dev.carafe.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe test`, as help and completion show it. The launcher runs it without this program, which
/// the test builds anew.
@Command(
    name = "test",
    description = "Runs every check: compiler, unit tests, foreign tools, real boots.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe test                every capability, once",
      "  carafe test --thorough     what takes minutes to try one more way, too",
      "  carafe test --quick        no foreign tools, no boots, no network",
      "  carafe test -Dit.test=SystemIT",
      "  carafe test --fuzz 600 TemplateFuzz",
      "  carafe test --measure"
    })
final class TestCommand implements Runnable {
  @Option(names = "--quick", description = "Only what needs no network and no machine.")
  boolean quick;

  @Option(names = "--thorough", description = "With the tests too that try one more way.")
  boolean thorough;

  @Option(
      names = "--fuzz",
      description = "Instead, try inputs made at random: SECONDS for each TARGET, or for all.")
  boolean fuzz;

  @Option(names = "--measure", description = "Instead, measure how long settings take, with JMH.")
  boolean measure;

  @Parameters(paramLabel = "ARGUMENT", description = "For Maven, or JMH.")
  List<String> arguments = new ArrayList<>();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "could not test: 'test' must be the first word after ./carafe");
  }
}
