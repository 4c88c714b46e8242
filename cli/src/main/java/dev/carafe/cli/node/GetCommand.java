package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `carafe node get`.
@Command(
    name = "get",
    description = "Shows settings, what else the node tells, or the answer at a path.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node get os",
      "  carafe node get settings.motd settings.ntp",
      "  carafe node get --json settings | jq .settings.motd",
      "  carafe node get /v1/health"
    })
final class GetCommand extends NodeCall {
  @Parameters(
      paramLabel = "PREFIX|PATH",
      arity = "0..*",
      description =
          "What begins so: settings, services, configuration-files, os; or a path of the API"
              + " (default: all).")
  List<String> prefixes = new ArrayList<>();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    if (prefixes.size() == 1 && prefixes.getFirst().startsWith("/")) {
      NodeAnswer answer = node.get(prefixes.getFirst());
      answers.give(Told.of(answer.isJson() ? answer.json() : Json.of(answer.text())), out());
      return;
    }
    SettingsTree all = SettingsTree.empty();
    for (String prefix : prefixes) {
      Json.Struct found = node.get("/?prefix=" + NodeClient.encoded(prefix)).struct();
      if (found.members().isEmpty()) {
        throw new ChoiceException("could not find anything that begins with '" + prefix + "'");
      }
      all = all.patched(SettingsTree.of(found));
    }
    answers.give(Told.of(prefixes.isEmpty() ? node.get("/").struct() : all.json()), out());
  }
}
