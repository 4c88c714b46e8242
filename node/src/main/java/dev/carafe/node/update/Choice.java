package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.Version;
import java.time.Instant;
import java.util.Optional;

/// Which release a node takes, or why none.
public sealed interface Choice {

  /// It may be had now. What is still in its way binds the node alone.
  record Chosen(Candidate candidate) implements Choice {}

  /// It may be had later, and nothing has to be done for it.
  record Waiting(Candidate candidate, Instant until) implements Choice {}

  /// It would be the one, but for something that lasts.
  record Blocked(Candidate candidate) implements Choice {}

  /// What runs is what is wanted.
  record UpToDate(Version running) implements Choice {}

  /// The settings want a version that is not offered.
  record NoSuchVersion(Version wanted, String channel) implements Choice {}

  /// What was chosen.
  default Optional<Candidate> chosen() {
    return this instanceof Chosen(Candidate candidate) ? Optional.of(candidate) : Optional.empty();
  }

  /// What is taken, now or later.
  default Optional<Candidate> ahead() {
    return this instanceof Waiting(Candidate candidate, Instant _)
        ? Optional.of(candidate)
        : chosen();
  }

  /// A word for it.
  default String kind() {
    return switch (this) {
      case Chosen _ -> "chosen";
      case Waiting _ -> "waiting";
      case Blocked _ -> "blocked";
      case UpToDate _ -> "up-to-date";
      case NoSuchVersion _ -> "no-such-version";
    };
  }

  /// For people: a sentence without its end.
  default String text() {
    return switch (this) {
      case Chosen(Candidate candidate) when candidate.isFreeByItself() ->
          version(candidate) + " is available";
      case Chosen(Candidate candidate) ->
          version(candidate) + " is available; but " + candidate.why();
      case Waiting(Candidate candidate, Instant _) ->
          version(candidate) + " is not taken yet, as " + candidate.why();
      case Blocked(Candidate candidate) ->
          version(candidate) + " is not taken, as " + candidate.why();
      case UpToDate(Version running) -> running + " is up to date";
      case NoSuchVersion(Version wanted, String channel) ->
          "settings.updates.version-lock is "
              + wanted
              + ", and channel "
              + channel
              + " has no such release";
    };
  }

  private static Version version(Candidate candidate) {
    return candidate.release().version();
  }

  /// For scripts.
  default Json.Struct json() {
    Json.Builder object = Json.object().with("kind", kind()).with("text", text());
    switch (this) {
      case Chosen(Candidate candidate) -> object.with("version", version(candidate).toString());
      case Waiting(Candidate candidate, Instant until) ->
          object.with("version", version(candidate).toString()).with("until", until.toString());
      case Blocked(Candidate candidate) -> object.with("version", version(candidate).toString());
      case UpToDate(Version running) -> object.with("version", running.toString());
      case NoSuchVersion(Version wanted, String _) -> object.with("version", wanted.toString());
    }
    return object.build();
  }
}
