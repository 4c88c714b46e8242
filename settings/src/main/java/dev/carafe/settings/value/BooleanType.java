package dev.carafe.settings.value;

import dev.carafe.settings.json.Json;
import java.util.Optional;

/// `true` or `false`.
public record BooleanType() implements ValueType {

  @Override
  public String name() {
    return "boolean";
  }

  @Override
  public String noun() {
    return "true or false";
  }

  @Override
  public String example() {
    return "true";
  }

  @Override
  public boolean fits(Json value) {
    return value instanceof Json.Bool;
  }

  @Override
  public Optional<String> fault(Json value) {
    return Optional.empty();
  }

  @Override
  public Json fromText(String text) {
    return switch (text) {
      case "true" -> Json.of(true);
      case "false" -> Json.of(false);
      default -> Json.of(text);
    };
  }
}
