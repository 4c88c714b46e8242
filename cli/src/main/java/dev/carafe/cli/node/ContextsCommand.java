package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Columns;
import dev.carafe.cli.answer.Told;
import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe node contexts`.
@Command(
    name = "contexts",
    description = "Lists the nodes that are known here; * is the current one.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node contexts", "  carafe node contexts --json"})
final class ContextsCommand implements Callable<Integer> {
  @Mixin ConfigOptions config = new ConfigOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Contexts contexts = config.file().read();
    List<Json> rows = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    for (Map.Entry<String, Context> each : contexts.all().entrySet()) {
      boolean current = contexts.current().equals(Optional.of(each.getKey()));
      Context context = each.getValue();
      String known =
          switch (context.known()) {
            case KnownBy.Fingerprint(String digest) -> digest;
            case KnownBy.Authority(var certificate) -> certificate.toString();
          };
      rows.add(
          Json.object()
              .with("name", each.getKey())
              .with("current", Json.of(current))
              .with("address", context.address().toString())
              .with(
                  context.known() instanceof KnownBy.Authority ? "authority" : "fingerprint", known)
              .with("certificate", context.certificate().toString())
              .with("key", context.key().toString())
              .build());
      cells.add(List.of(current ? "*" : "", each.getKey(), context.address().toString(), known));
    }
    answers.give(
        new Told(
            Json.of(rows),
            out -> Columns.write(List.of("", "name", "address", "known by"), cells, out)),
        spec.commandLine().getOut());
    return 0;
  }
}
