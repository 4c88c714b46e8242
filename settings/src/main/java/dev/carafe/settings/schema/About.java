package dev.carafe.settings.schema;

import dev.carafe.settings.json.Json;
import java.util.List;
import java.util.Optional;

/// What is known of a setting beside its shape.
///
/// @param description what it does, one or more sentences of Markdown; empty for what only has
///   members
/// @param example a value that makes sense
/// @param defaultValue what holds where nobody set it
/// @param generator which program or source makes a value at boot where nobody set it
/// @param template a default that is rendered from other settings
/// @param sensitive whether values are kept out of messages, diffs and logs
/// @param required whether a table in a list must have it
/// @param whole whether one mistake in it makes all of it wrong
/// @param services which services are affected when it changes
public record About(
    String description,
    Optional<Json> example,
    Optional<Json> defaultValue,
    Optional<String> generator,
    Optional<String> template,
    boolean sensitive,
    boolean required,
    boolean whole,
    List<String> services) {
  private static final About NOTHING =
      new About(
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          false,
          List.of());

  public About {
    services = List.copyOf(services);
  }

  /// The same with another default.
  About withDefault(Json value) {
    return new About(
        description,
        example,
        Optional.of(value),
        generator,
        template,
        sensitive,
        required,
        whole,
        services);
  }

  /// Of a table that nobody has described.
  public static About nothing() {
    return NOTHING;
  }
}
