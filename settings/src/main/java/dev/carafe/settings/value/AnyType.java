package dev.carafe.settings.value;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.util.Optional;

/// Anything that TOML can say, tables and lists included: for what another program reads as it
/// stands. JSON's null is the one thing that TOML has no word for.
public record AnyType() implements ValueType {

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
    return switch (value) {
      case Json.Null() -> Optional.of("it holds null");
      case Json.Array array -> firstFault(array.elements());
      case Json.Struct table -> firstFault(table.members().values());
      case Json.Text _, Json.Numeral _, Json.Bool _ -> Optional.empty();
    };
  }

  private Optional<String> firstFault(Iterable<Json> parts) {
    for (Json part : parts) {
      Optional<String> fault = fault(part);
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
