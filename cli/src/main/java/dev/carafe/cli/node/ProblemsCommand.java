package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Columns;
import dev.carafe.cli.answer.Told;
import dev.carafe.settings.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carafe node problems`.
@Command(
    name = "problems",
    description = "Shows what is wrong with the node's host, and what went wrong.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node problems", "  carafe node problems --json"})
final class ProblemsCommand extends NodeCall {
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    Json.Struct problems = node.get("/v1/problems").struct();
    answers.give(new Told(problems, out -> write(problems, out)), out());
  }

  private static void write(Json.Struct problems, PrintWriter out) {
    List<List<String>> conditions = new ArrayList<>();
    for (Json.Struct condition : problems.objects("conditions")) {
      conditions.add(
          List.of(
              Cells.text(condition, "kind"),
              Cells.isTrue(condition, "holds") ? "yes" : "no",
              Cells.text(condition, "since"),
              Cells.text(condition, "message")));
    }
    Columns.write(List.of("condition", "holds", "since", "message"), conditions, out);
    List<List<String>> events = new ArrayList<>();
    for (Json.Struct event : problems.objects("events")) {
      events.add(
          List.of(
              Cells.text(event, "time"),
              Cells.text(event, "kind") + (Cells.isTrue(event, "over") ? " over" : ""),
              Cells.number(event, "count"),
              Cells.text(event, "text")));
    }
    out.println();
    if (events.isEmpty()) {
      out.println("Nothing went wrong since the agent's start.");
    } else {
      Columns.write(List.of("time", "event", "count", "text"), events, out);
    }
  }
}
