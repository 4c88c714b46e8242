package dev.carafe.cli.node;

import dev.carafe.settings.json.Json;
import java.io.PrintWriter;
import java.util.Optional;

/// How far a node is on its way to another system, as it tells itself.
record UpdateStatus(Json.Struct json) {

  /// `Available`.
  String state() {
    return Cells.text(json, "update_state");
  }

  /// The version that runs.
  String running() {
    return image("active_partition");
  }

  /// The version that is on the disk besides; empty where nothing is.
  String other() {
    return image("staging_partition");
  }

  private String image(String partition) {
    return json.member(partition).orElse(new Json.Null()) instanceof Json.Struct found
        ? version(found.member("image"))
        : "";
  }

  /// Whether there is nothing to apply, or it is applied.
  boolean isDone() {
    return state().equals("Idle") || state().equals("Ready");
  }

  /// Whether what is chosen is on the disk already.
  boolean isPrepared() {
    String chosen = version(json.member("chosen_update"));
    return state().equals("Staged") && (chosen.isEmpty() || chosen.equals(other()));
  }

  /// The command that ended last, and when.
  Optional<Json.Struct> last() {
    return json.member("most_recent_command").orElse(new Json.Null()) instanceof Json.Struct last
        ? Optional.of(last)
        : Optional.empty();
  }

  /// For a person.
  void write(UpdatePlan plan, PrintWriter out) {
    out.println(running() + " runs.");
    switch (state()) {
      case "Staged" ->
          out.println(other() + " is on the disk: carafe node update apply lets it start.");
      case "Ready" ->
          out.println(other() + " starts next: carafe node reboot, or carafe node update cancel");
      default -> out.println(plan.sentence());
    }
  }

  /// The version of a system.
  static String version(Optional<Json> image) {
    return image.orElse(new Json.Null()) instanceof Json.Struct found
        ? Cells.text(found, "version")
        : "";
  }
}
