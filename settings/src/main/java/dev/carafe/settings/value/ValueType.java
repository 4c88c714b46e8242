package dev.carafe.settings.value;

import dev.carafe.settings.json.Json;
import java.util.Optional;

/// What a single setting may hold. Types have no state but their bounds; a value is checked, never
/// changed, so that what a user wrote is what is stored and shown.
public sealed interface ValueType
    permits AnyType, BooleanType, IntegerType, ResourceLimitType, TextType {

  /// How schema files call the type.
  String name();

  /// What a value of the type is in a sentence, with its article: `a host name`.
  String noun();

  /// A value that the type accepts, as TOML.
  String example();

  /// Whether a value is of the right JSON kind; only then may it be asked for its fault.
  boolean fits(Json value);

  /// Why a value of the right kind is none of this type, as the end of a sentence about it (`it
  /// holds '_'`); empty where it is one.
  Optional<String> fault(Json value);

  /// The value that a person means who gives only text, as in `key=value` on a command line. Text
  /// that is no value of this kind stays text, for [#fits] to refuse.
  Json fromText(String text);
}
