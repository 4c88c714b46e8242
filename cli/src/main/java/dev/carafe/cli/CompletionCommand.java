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
    footer = {
      "  source <(./carafe completion bash)",
      "  source <(./carafe completion zsh)",
      "  ./carafe completion fish | source"
    })
final class CompletionCommand implements Runnable {
  /// Settings are completed by the node. bash takes `=` and `:` for ends of words, and puts what is
  /// found behind the last of them.
  private static final String SETTINGS =
      """
      _carafe_settings() {
        local line word head rest reply
        line=${COMP_LINE:0:COMP_POINT}
        word=${line##*[[:space:]]}
        case "$word,${COMP_WORDS[1]},${COMP_WORDS[2]}" in
          -*) ;;
          *,node,get | *,node,set | *,node,delete | *,node,try | *,node,diff | *,node,dry-run)
            mapfile -t reply < <("${COMP_WORDS[0]}" __complete -- "$word" "${COMP_WORDS[@]:1}" 2>/dev/null)
            if [ "${#reply[@]}" -gt 0 ]; then
              head=
              case $word in *=*) head=${word%%=*}= ;; esac
              rest=${word#"$head"}
              COMPREPLY=()
              for line in "${reply[@]}"; do
                [[ $line == "$rest"* ]] && COMPREPLY+=("$line")
              done
              compopt -o nospace
              return
            fi
            ;;
        esac
        _complete_carafe "$@"
      }
      complete -F _carafe_settings -o default carafe carafe.sh carafe.bash\
      """;

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
    zsh,
    fish
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (shell == Shell.fish) {
      out.print(FishCompletion.script(spec.root().commandLine()));
      out.flush();
      return;
    }
    if (shell == Shell.zsh) {
      // The script is bash's; these make zsh understand it.
      out.println("autoload -U +X compinit && compinit");
      out.println("autoload -U +X bashcompinit && bashcompinit");
    }
    out.println(Main.completion());
    out.println(SETTINGS);
    out.flush();
  }
}
