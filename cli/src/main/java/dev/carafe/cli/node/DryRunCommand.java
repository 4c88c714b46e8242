package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `carafe node diff`.
@Command(
    name = "diff",
    aliases = "dry-run",
    description = "Shows what a change would do: keys, files, services. Changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node diff my.toml", "  carafe node diff --json motd=hello | jq .services"})
final class DryRunCommand extends NodeCall {
  @Parameters(
      paramLabel = "FILE|KEY=VALUE",
      arity = "1..*",
      description =
          "User data in TOML or JSON, or manifests (- is the standard input), or a setting and its"
              + " value.")
  List<String> changes = new ArrayList<>();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    List<Edit> edits = changes.stream().map(this::edit).toList();
    try (Transaction transaction = Transaction.begin(node)) {
      edits.forEach(edit -> edit.stage(transaction));
      answers.give(PreviewText.of(transaction.preview()), out());
    }
  }

  private Edit edit(String word) {
    return Edit.Keys.isPair(word) && !Files.exists(Path.of(word))
        ? Assignments.of(List.of(word), this::wrongUsage)
        : new Edit.Document(SettingsDocument.read(word));
  }
}
