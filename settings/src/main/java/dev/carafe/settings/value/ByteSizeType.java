package dev.carafe.settings.value;

import dev.carafe.settings.json.Json;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A number of bytes: a whole number, or text with a unit of `b`, `kb` to `tb` (powers of 1000) or
/// `kib` to `tib` (powers of 1024) in letters of either case.
public record ByteSizeType() implements TextType {
  private static final List<String> UNITS =
      List.of("", "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib");

  private static final int FIRST_BINARY = UNITS.indexOf("kib");

  @Override
  public String name() {
    return "byte-size";
  }

  @Override
  public String noun() {
    return "a number of bytes";
  }

  @Override
  public String example() {
    return "\"32mib\"";
  }

  @Override
  public boolean fits(Json value) {
    return value instanceof Json.Text || value instanceof Json.Numeral;
  }

  @Override
  public Optional<String> fault(Json value) {
    return value instanceof Json.Numeral(String literal)
        ? fault(literal)
        : TextType.super.fault(value);
  }

  @Override
  public Optional<String> fault(String text) {
    int end = 0;
    while (end < text.length() && Characters.DIGITS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    if (end == 0 || end > 15) {
      return Optional.of("it does not begin with a number of 1 to 15 digits");
    }
    String unit = text.substring(end).strip().toLowerCase(Locale.ROOT);
    return UNITS.contains(unit)
        ? Optional.empty()
        : Optional.of("'" + unit + "' is none of " + String.join(", ", UNITS).substring(2));
  }

  /// How many bytes a value means that was found valid; the most that there can be where they are
  /// even more.
  public static long bytes(Json value) {
    String text =
        switch (value) {
          case Json.Numeral(String literal) -> literal;
          case Json.Text(String written) -> written;
          default -> throw new IllegalArgumentException(value + " is no number of bytes");
        };
    int end = 0;
    while (end < text.length() && Characters.DIGITS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    int unit = UNITS.indexOf(text.substring(end).strip().toLowerCase(Locale.ROOT));
    boolean binary = unit >= FIRST_BINARY;
    int power = binary ? unit - FIRST_BINARY + 1 : Math.max(unit - 1, 0);
    return BigInteger.valueOf(binary ? 1024 : 1000)
        .pow(power)
        .multiply(new BigInteger(text.substring(0, end)))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }
}
