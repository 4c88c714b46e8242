package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonWriter;
import java.time.Instant;
import java.util.Optional;

/// What an agent remembers of updates when it starts again.
///
/// @param last the command that ended last
record UpdateRecord(UpdateState state, Optional<CommandResult> last, UpdateHistory history) {
  private static final String STAGED = "staged";

  /// Of a node that has never heard of updates.
  static UpdateRecord empty() {
    return new UpdateRecord(new UpdateState.Idle(), Optional.empty(), UpdateHistory.empty());
  }

  UpdateRecord with(UpdateState next) {
    return new UpdateRecord(next, last, history);
  }

  UpdateRecord with(UpdateHistory next) {
    return new UpdateRecord(state, last, next);
  }

  UpdateRecord with(CommandResult result) {
    return new UpdateRecord(state, Optional.of(result), history);
  }

  /// With one more attempt.
  UpdateRecord with(Attempt attempt) {
    return with(history.with(attempt));
  }

  /// With another outcome of the attempt to become a system.
  UpdateRecord become(SystemImage image, Outcome outcome, Instant when) {
    return with(history.conclude(image.rootHash(), attempt -> attempt.become(outcome, when)));
  }

  /// Now, and not the time of the last command: clients wait until it changes.
  Instant timeAfterLast(Instant now) {
    return last.map(CommandResult::time)
        .filter(before -> !now.isAfter(before))
        .map(before -> before.plusNanos(1))
        .orElse(now);
  }

  /// As JSON. What is offered is not in it: whoever starts again has to look anew.
  String text() {
    Json.Builder object = Json.object();
    state.other().ifPresent(image -> object.with(STAGED, image.wholeJson()));
    object.with("ready", Json.of(state instanceof UpdateState.Ready));
    last.ifPresent(result -> object.with("last", result.json()));
    return JsonWriter.write(object.with("history", history.json()).build());
  }

  /// What [#text] made.
  ///
  /// @throws IllegalArgumentException where it is something else
  /// @throws dev.carafe.settings.json.JsonSyntaxException where it is no JSON
  /// @throws java.time.DateTimeException where a time is none
  static UpdateRecord read(String text) {
    if (JsonReader.read(text) instanceof Json.Struct object) {
      Optional<CommandResult> last =
          object.member("last").orElse(new Json.Null()) instanceof Json.Struct result
              ? Optional.of(CommandResult.read(result))
              : Optional.empty();
      return new UpdateRecord(
          state(object),
          last,
          new UpdateHistory(object.objects("history").stream().map(Attempt::read).toList()));
    }
    throw new IllegalArgumentException("it is no object");
  }

  private static UpdateState state(Json.Struct object) {
    Optional<SystemImage> staged = object.member(STAGED).map(SystemImage::read);
    if (staged.isEmpty()) {
      return new UpdateState.Idle();
    }
    UpdateState.Staged state = new UpdateState.Staged(staged.get(), Optional.empty());
    return object.member("ready").equals(Optional.of(Json.of(true))) ? state.activated() : state;
  }
}
