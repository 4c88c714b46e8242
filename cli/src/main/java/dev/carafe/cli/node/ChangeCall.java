package dev.carafe.cli.node;

import java.util.List;
import picocli.CommandLine.Option;

/// A command that changes settings, or only looks what a change would do.
abstract class ChangeCall extends NodeCall {
  @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
  boolean dryRun;

  abstract List<Edit> edits();

  @Override
  final void run(NodeClient node) {
    List<Edit> edits = edits();
    try (Transaction transaction = Transaction.begin(node)) {
      edits.forEach(edit -> edit.stage(transaction));
      if (dryRun) {
        PreviewText.of(transaction.preview()).writeText(out());
      } else {
        transaction.commit().forEach(key -> out().println("changed " + key));
      }
    }
  }
}
