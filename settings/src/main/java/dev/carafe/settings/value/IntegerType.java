package dev.carafe.settings.value;

import dev.carafe.settings.json.Json;
import java.util.Optional;

/// A whole number within bounds, both included.
public record IntegerType(String name, long least, long most) implements ValueType {

  public IntegerType {
    if (least > most) {
      throw new IllegalArgumentException("the least, " + least + ", is above the most, " + most);
    }
  }

  /// Any whole number that fits 64 bits, as TOML has them.
  public static IntegerType unbounded() {
    return new IntegerType("integer", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// A TCP or UDP port, 1 to 65535: port 0 asks for any and cannot be connected to.
  public static IntegerType port() {
    return new IntegerType("port", 1, 65_535);
  }

  @Override
  public String noun() {
    return isPort() ? "a port from 1 to 65535" : "a whole number" + bounds();
  }

  @Override
  public String example() {
    return isPort() ? "8080" : Long.toString(Math.clamp(1L, least, most));
  }

  @Override
  public boolean fits(Json value) {
    return value instanceof Json.Numeral(String literal) && isWhole(literal);
  }

  @Override
  public Optional<String> fault(Json value) {
    if (!(value instanceof Json.Numeral(String literal))) {
      return Optional.of("it is no number");
    }
    try {
      long number = Long.parseLong(literal);
      if (number < least) {
        return Optional.of("the least is " + least);
      }
      return number > most ? Optional.of("the most is " + most) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.of("it does not fit 64 bits");
    }
  }

  @Override
  public Json fromText(String text) {
    return isWhole(text) ? new Json.Numeral(text) : Json.of(text);
  }

  private boolean isPort() {
    return name.equals("port");
  }

  private String bounds() {
    if (least == Long.MIN_VALUE) {
      return most == Long.MAX_VALUE ? "" : " up to " + most;
    }
    return most == Long.MAX_VALUE ? " from " + least : " from " + least + " to " + most;
  }

  /// As JSON and TOML write whole numbers, so without leading zeros.
  private static boolean isWhole(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    return text.length() > start
        && Characters.firstOther(text.substring(start), Characters.DIGITS).isEmpty()
        && (text.charAt(start) != '0' || text.length() == start + 1);
  }
}
