package dev.carafe.settings.value;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.util.Optional;

/// Anything that TOML can say, tables and lists included: for what another program reads as it
/// stands. JSON's null is the one thing that TOML has no word for. The levels are bounded, so that
/// what is stored around it can be read again.
public record AnyType() implements ValueType {
  private static final int DEEPEST = 32;

  @Override
  public String name() {
    return "any";
  }

  @Override
  public String noun() {
    return "any value";
  }

  @Override
  public String example() {
    return "{ enabled = true }";
  }

  @Override
  public boolean fits(Json value) {
    return !(value instanceof Json.Null);
  }

  @Override
  public Optional<String> fault(Json value) {
    return fault(value, 1);
  }

  private static Optional<String> fault(Json value, int level) {
    return switch (value) {
      case Json.Null() -> Optional.of("it holds null");
      case Json.Array array -> firstFault(array.elements(), level);
      case Json.Struct table -> firstFault(table.members().values(), level);
      case Json.Text _, Json.Numeral _, Json.Bool _ -> Optional.empty();
    };
  }

  private static Optional<String> firstFault(Iterable<Json> parts, int level) {
    if (level > DEEPEST) {
      return Optional.of("it has more than " + DEEPEST + " levels");
    }
    for (Json part : parts) {
      Optional<String> fault = fault(part, level + 1);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  @Override
  public Json fromText(String text) {
    try {
      return JsonReader.read(text);
    } catch (JsonSyntaxException _) {
      return Json.of(text);
    }
  }
}
