package dev.carafe.cli.node;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carafe node try`.
@Command(
    name = "try",
    description = "Changes settings, and takes it back unless it is confirmed in time.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node try network.hostname=web-1 && carafe node confirm",
      "  carafe node try --seconds 30 motd=hello"
    })
final class TryCommand extends NodeCall {
  @Parameters(
      paramLabel = "KEY=VALUE",
      arity = "1..*",
      description = "A setting and its value; 'settings.' before it may be left out.")
  List<String> pairs = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "120",
      description = "How long it waits to be confirmed (default: 120).")
  int seconds;

  @Override
  void run(NodeClient node) {
    Edit edit = Assignments.of(pairs, this::wrongUsage);
    try (Transaction transaction = Transaction.begin(node)) {
      edit.stage(transaction);
      transaction.tryOut(seconds);
    }
    out().println("On trial for " + seconds + " s; carafe node confirm keeps it.");
  }
}
