package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.Turn;
import dev.carafe.trust.release.Version;
import java.time.Instant;
import java.util.Optional;

/// Why a release is not taken.
public sealed interface Obstacle {

  /// It is for other nodes.
  record OtherSystem(String variant, String architecture) implements Obstacle {}

  /// It does not install over a system that is so old.
  record TooOld(Version least) implements Obstacle {}

  /// It does not install over a system that is so new.
  record TooNew(Version most) implements Obstacle {}

  /// What runs is the same, or newer.
  record NotNewer(Version running) implements Obstacle {}

  /// Another version is wanted.
  record NotWanted(Version wanted) implements Obstacle {}

  /// It is not the node's turn yet.
  record NotYet(Turn turn) implements Obstacle {}

  /// The node has tried it, and went back.
  ///
  /// @param wanted whether the settings name its version all the same; then whoever asks may try it
  ///   again
  record Tried(Attempt attempt, boolean wanted) implements Obstacle {}

  /// The node is to stay as it is.
  record Held() implements Obstacle {}

  /// The node may do nothing by itself now.
  record WindowClosed(String window, Instant opens) implements Obstacle {}

  /// A word for it.
  default String kind() {
    return switch (this) {
      case OtherSystem _ -> "other-system";
      case TooOld _ -> "too-old";
      case TooNew _ -> "too-new";
      case NotNewer _ -> "not-newer";
      case NotWanted _ -> "not-wanted";
      case NotYet _ -> "not-yet";
      case Tried _ -> "tried";
      case Held _ -> "held";
      case WindowClosed _ -> "window-closed";
    };
  }

  /// For people: the end of a sentence that says that it is not taken, after `as`.
  default String text() {
    return switch (this) {
      case OtherSystem(String variant, String architecture) ->
          "it is for " + variant + " on " + architecture;
      case TooOld(Version least) -> "it installs from " + least + " or newer";
      case TooNew(Version most) -> "it installs from " + most + " or older";
      case NotNewer(Version running) -> "it is not newer than " + running + ", which runs";
      case NotWanted(Version wanted) -> "settings.updates.version-lock is " + wanted;
      case NotYet(Turn turn) ->
          "seed %d is in wave %d of %d, and its turn comes at %s"
              .formatted(turn.seed(), turn.wave(), turn.waves(), turn.from());
      case Tried(Attempt attempt, boolean _) ->
          "it was tried at " + attempt.time() + ", and the node went back: " + attempt.reason();
      case Held _ -> "settings.updates.hold is true";
      case WindowClosed(String window, Instant opens) ->
          "by itself the node waits for window " + window + ", which opens at " + opens;
    };
  }

  /// When it goes away by itself.
  default Optional<Instant> until() {
    return switch (this) {
      case NotYet(Turn turn) -> Optional.of(turn.from());
      case WindowClosed(String _, Instant opens) -> Optional.of(opens);
      case OtherSystem _, TooOld _, TooNew _, NotNewer _, NotWanted _, Tried _, Held _ ->
          Optional.empty();
    };
  }

  /// Whether it holds for those who ask over the API too, and not only for what the node does by
  /// itself.
  default boolean bindsCallers() {
    return switch (this) {
      case WindowClosed _ -> false;
      case Tried(Attempt _, boolean wanted) -> !wanted;
      case OtherSystem _, TooOld _, TooNew _, NotNewer _, NotWanted _, NotYet _, Held _ -> true;
    };
  }

  /// For scripts.
  default Json.Struct json() {
    return Json.object()
        .with("kind", kind())
        .with("text", text())
        .with("until", until().map(Instant::toString))
        .with("binds_callers", Json.of(bindsCallers()))
        .build();
  }
}
