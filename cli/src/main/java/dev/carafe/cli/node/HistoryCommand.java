package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.settings.json.Json;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `carafe node history`.
@Command(
    name = "history",
    description = "Lists the generations of the settings: when, and by whom.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node history", "  carafe node history 5", "  carafe node history --json"})
final class HistoryCommand extends NodeCall {
  @Parameters(
      paramLabel = "COUNT",
      arity = "0..1",
      defaultValue = "20",
      description = "How many of the newest (default: 20).")
  int count;

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    if (node.get("/v1/settings/generations").json() instanceof Json.Array(List<Json> all)) {
      List<Json> newest =
          all.stream()
              .sorted((left, right) -> Long.compare(number(right), number(left)))
              .limit(count)
              .toList();
      answers.give(Told.of(Json.of(newest)), out());
    }
  }

  private static long number(Json generation) {
    return generation instanceof Json.Struct struct
            && struct.member("number").orElse(Json.of(0)) instanceof Json.Numeral(String literal)
        ? Long.parseLong(literal)
        : 0;
  }
}
