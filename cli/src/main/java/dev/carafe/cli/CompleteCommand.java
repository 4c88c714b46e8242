package dev.carafe.cli;

import dev.carafe.cli.node.SettingsCompletion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe __complete`, for the scripts of shells. What is typed stands behind `--`, for it may be
/// options.
@Command(
    name = "__complete",
    hidden = true,
    description = "Completes a setting of a node, for the scripts that carafe completion prints.",
    footerHeading = "%nExamples:%n",
    footer = "  carafe __complete -- settings.mo node set")
final class CompleteCommand implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TYPED",
      description = "What is to be completed.")
  String typed = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "WORD",
      description = "The command line before it.")
  List<String> words = new ArrayList<>();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    SettingsCompletion.of(words, typed).forEach(out::println);
    out.flush();
  }
}
