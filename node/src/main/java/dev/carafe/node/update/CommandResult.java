package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import java.time.Instant;
import java.util.Optional;

/// How the last command ended, as Bottlerocket's clients wait for it: they look for a time that has
/// changed.
///
/// @param failure why it failed; empty where it did not
public record CommandResult(UpdateCommand command, Instant time, Optional<String> failure) {
  private static final String SUCCESS = "Success";

  /// As Bottlerocket's API has it, and as it is on the disk.
  Json.Struct json() {
    return Json.object()
        .with("cmd_type", command.toString())
        .with("cmd_status", failure.isEmpty() ? SUCCESS : "Failed")
        .with("timestamp", time.toString())
        .with("exit_status", failure.isEmpty() ? 0 : 1)
        .with("stderr", failure.orElse(""))
        .build();
  }

  /// What [#json] wrote.
  ///
  /// @throws IllegalArgumentException where it is something else
  /// @throws java.time.DateTimeException where the time is none
  static CommandResult read(Json.Struct json) {
    Optional<String> errors = json.text("stderr");
    return new CommandResult(
        json.text("cmd_type")
            .flatMap(UpdateCommand::of)
            .orElseThrow(() -> new IllegalArgumentException("it names no command")),
        Instant.parse(json.text("timestamp").orElse("")),
        json.text("cmd_status").equals(Optional.of(SUCCESS)) ? Optional.empty() : errors);
  }
}
