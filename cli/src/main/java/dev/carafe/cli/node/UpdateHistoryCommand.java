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

/// `carafe node update history`.
@Command(
    name = "history",
    description =
        "Lists the updates that the node has tried, the newest first, and what became of"
            + " them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node update history",
      "  carafe node update history --json | jq -r '.[-1].evidence'"
    })
final class UpdateHistoryCommand extends NodeCall {
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    Json history = node.get("/updates/history").json();
    answers.give(new Told(history, out -> write(history, out)), out());
  }

  private static void write(Json history, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    if (history instanceof Json.Array(List<Json> attempts)) {
      for (Json attempt : attempts.reversed()) {
        if (attempt instanceof Json.Struct object) {
          rows.add(
              List.of(
                  Cells.text(object, "time"),
                  UpdateStatus.version(object.member("from")),
                  UpdateStatus.version(object.member("to")),
                  Cells.text(object, "outcome"),
                  Cells.text(object, "reason")));
        }
      }
    }
    if (rows.isEmpty()) {
      out.println("The node has tried no update.");
    } else {
      Columns.write(List.of("time", "from", "to", "outcome", "reason"), rows, out);
    }
  }
}
