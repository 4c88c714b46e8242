package dev.carafe.cli.node;

import java.io.Console;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe node exec`.
@Command(
    name = "exec",
    description = {
      "Runs a program in a container, with input and output here.",
      "Its exit code becomes this one's; 126 and 127 say that it could not be started. Errors and output"
          + " come as one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node exec web/server sh",
      "  carafe node exec web -- tail -n 3 /var/log/access.log",
      "  tar c site | carafe node exec web -- tar x -C /srv"
    })
final class ExecCommand implements Callable<Integer> {
  @Mixin NodeOptions nodes = new NodeOptions();

  @ArgGroup Choice choice = new Choice();

  /// Either way, or as it is here.
  static final class Choice {
    @Option(
        names = "-t",
        description = "Give it a terminal (default: where standard input and output are one here).")
    boolean terminal;

    @Option(names = "-T", description = "Give it pipes.")
    boolean pipes;
  }

  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      description = "POD/CONTAINER, or POD where it has one container only.")
  String target = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The program and its arguments.")
  List<String> command = List.of();

  /// Whatever follows the target is the program's own, options too.
  @Spec
  void stopAtTarget(CommandSpec spec) {
    spec.parser().stopAtPositional(true);
  }

  /// Without the `--` that may stand before it.
  private List<String> program() {
    return command.size() > 1 && command.getFirst().equals("--")
        ? command.subList(1, command.size())
        : command;
  }

  @Override
  public Integer call() {
    boolean terminal = choice.terminal || (!choice.pipes && isTerminal());
    Optional<LocalTerminal> local = terminal ? LocalTerminal.open() : Optional.empty();
    try (NodeClient node = nodes.open()) {
      local.ifPresent(LocalTerminal::pass);
      return RemoteProgram.run(
          node,
          new RemoteProgram.Wanted(
              target, program(), terminal, () -> local.flatMap(LocalTerminal::size)),
          System.in,
          new Checked(System.out));
    } finally {
      local.ifPresent(LocalTerminal::restore);
    }
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /// The standard output keeps silent about what could not be written.
  private static final class Checked extends FilterOutputStream {
    private final PrintStream stream;

    Checked(PrintStream stream) {
      super(stream);
      this.stream = stream;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
      if (stream.checkError()) {
        throw new IOException("nobody reads it");
      }
    }
  }
}
