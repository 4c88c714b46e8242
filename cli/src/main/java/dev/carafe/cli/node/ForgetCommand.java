package dev.carafe.cli.node;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe node forget`.
@Command(
    name = "forget",
    description = "Forgets a node; certificates and keys stay where they are.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node forget web-1"})
final class ForgetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The node's name.")
  String name = "";

  @Mixin ConfigOptions config = new ConfigOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    ContextsFile file = config.file();
    file.write(file.read().without(name));
    spec.commandLine().getOut().println("%s is forgotten.".formatted(name));
    return 0;
  }
}
