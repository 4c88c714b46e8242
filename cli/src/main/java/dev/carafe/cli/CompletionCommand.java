package dev.carafe.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe completion`.
@Command(
    name = "completion",
    description = "Prints a script that completes commands, options and files in a shell.",
    footerHeading = "%nExamples:%n",
    footer = {"  source <(./carafe completion bash)", "  source <(./carafe completion zsh)"})
final class CompletionCommand implements Runnable {
  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      defaultValue = "bash",
      description = "One of ${COMPLETION-CANDIDATES} (default: bash).")
  Shell shell = Shell.bash;

  @Spec CommandSpec spec = CommandSpec.create();

  /// The shells, as they call themselves.
  enum Shell {
    bash,
    zsh
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (shell == Shell.zsh) {
      // The script is bash's; these make zsh understand it.
      out.println("autoload -U +X compinit && compinit");
      out.println("autoload -U +X bashcompinit && bashcompinit");
    }
    out.println(Main.completion());
    out.flush();
  }
}
