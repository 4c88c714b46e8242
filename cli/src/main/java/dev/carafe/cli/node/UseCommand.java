package dev.carafe.cli.node;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe node use`.
@Command(
    name = "use",
    description = "Makes a node the current one.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node use web-1"})
final class UseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The node's name.")
  String name = "";

  @Mixin ConfigOptions config = new ConfigOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    ContextsFile file = config.file();
    file.write(file.read().using(name));
    spec.commandLine().getOut().println("%s is the current node now.".formatted(name));
    return 0;
  }
}
