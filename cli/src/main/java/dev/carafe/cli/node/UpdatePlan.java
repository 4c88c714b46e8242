package dev.carafe.cli.node;

import dev.carafe.cli.answer.Columns;
import dev.carafe.settings.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// What a node makes of what is offered, as it tells itself.
record UpdatePlan(Json.Struct json) {

  static UpdatePlan of(NodeClient node) {
    return new UpdatePlan(node.get("/updates/plan").struct());
  }

  private Optional<Json.Struct> part(String name) {
    return json.member(name).orElse(new Json.Null()) instanceof Json.Struct part
        ? Optional.of(part)
        : Optional.empty();
  }

  /// Which release it takes, or why none.
  String sentence() {
    return part("choice").map(choice -> Cells.text(choice, "text") + ".").orElse("");
  }

  /// For a person.
  void write(PrintWriter out) {
    Optional<Installation> installation = part("install").map(Installation::new);
    out.println(
        UpdateStatus.version(json.member("running"))
            + " runs, the state is "
            + Cells.text(json, "state")
            + ".");
    out.println(sentence());
    installation
        .flatMap(Installation::refusal)
        .ifPresent(why -> out.println("It would not be installed: " + why + "."));
    part("next").ifPresent(next -> out.println(step(next)));
    installation.ifPresent(it -> it.write(out));
    writeCandidates(out);
  }

  private static String step(Json.Struct next) {
    String step = Cells.text(next, "step");
    String why = Cells.text(next, "why");
    return switch (step) {
      case "nothing" -> "By itself the node does nothing: " + why + ".";
      case "wait" ->
          "By itself the node waits until " + Cells.text(next, "until") + ": " + why + ".";
      default -> "By itself the node goes on with: " + step + ".";
    };
  }

  private void writeCandidates(PrintWriter out) {
    List<List<String>> rows =
        json.objects("candidates").stream()
            .map(candidate ->
                List.of(
                    Cells.text(candidate, "version"),
                    Cells.megabytes(candidate, "download_bytes"),
                    turn(candidate),
                    obstacles(candidate)))
            .toList();
    if (!rows.isEmpty()) {
      out.println();
      Columns.write(List.of("release", "download", "turn", "in its way"), rows, out);
    }
  }

  private static String turn(Json.Struct candidate) {
    return candidate.member("turn").orElse(new Json.Null()) instanceof Json.Struct turn
        ? Cells.text(turn, "from")
        : "any time";
  }

  private static String obstacles(Json.Struct candidate) {
    return String.join(
        "; ",
        candidate.objects("obstacles").stream()
            .map(obstacle -> Cells.text(obstacle, "text"))
            .toList());
  }
}
