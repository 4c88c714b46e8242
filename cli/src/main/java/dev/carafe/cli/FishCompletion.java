package dev.carafe.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// What fish is told of the commands.
///
/// Source: [complete](https://fishshell.com/docs/current/cmds/complete.html).
final class FishCompletion {
  private static final String SETTINGS =
      """
      function __carafe_settings
          set -l words (commandline -opc)
          set -l typed (commandline -ct)
          set -l head (string match -r '^[^=]*=' -- $typed)
          for found in ($words[1] __complete -- "$typed" $words[2..] 2>/dev/null)
              echo "$head$found"
          end
      end
      complete -c carafe -f -n '__fish_seen_subcommand_from node; and __fish_seen_subcommand_from get set delete try diff dry-run' -a '(__carafe_settings)'
      """;

  private final StringBuilder out = new StringBuilder();

  private FishCompletion() {}

  static String script(CommandLine root) {
    FishCompletion script = new FishCompletion();
    script.add(root, List.of());
    return script.out + SETTINGS;
  }

  private void add(CommandLine command, List<String> path) {
    String here = condition(command, path);
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden() && option.longestName().startsWith("--")) {
        line(
            here,
            "-l " + option.longestName().substring(2) + (option.arity().max() > 0 ? " -r" : ""),
            option.description());
      }
    }
    command
        .getSubcommands()
        .forEach((name, below) -> {
          if (!below.getCommandSpec().usageMessage().hidden()) {
            line(here, "-f -a " + name, below.getCommandSpec().usageMessage().description());
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            add(below, longer);
          }
        });
  }

  /// Behind these words, and none that goes on deeper.
  private static String condition(CommandLine command, List<String> path) {
    List<String> tests = new ArrayList<>();
    path.forEach(word -> tests.add("__fish_seen_subcommand_from " + word));
    if (!command.getSubcommands().isEmpty()) {
      tests.add(
          "not __fish_seen_subcommand_from " + String.join(" ", command.getSubcommands().keySet()));
    }
    return String.join("; and ", tests);
  }

  private void line(String condition, String what, String[] description) {
    String text =
        description.length == 0 ? "" : description[0].replace("\\", "").replace("'", "\\'");
    out.append("complete -c carafe -n '%s' %s -d '%s'%n".formatted(condition, what, text));
  }
}
