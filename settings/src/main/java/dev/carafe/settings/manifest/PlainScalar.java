package dev.carafe.settings.manifest;

import dev.carafe.settings.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/// What a scalar without quotes means, by YAML's core schema, but for numbers that begin with zero:
/// Kubernetes reads them as octal, as YAML 1.1 has it, and people write permissions that way.
/// Infinity, and what is not a number, are texts, for JSON has no word for them.
///
/// Source: [YAML 1.2.2](https://yaml.org/spec/1.2.2/) section 10.3.2.
final class PlainScalar {
  private static final int LONGEST_NUMBER = 64;
  private static final Pattern OCTAL = Pattern.compile("0o?[0-7]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern FRACTION =
      Pattern.compile("[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");

  private PlainScalar() {}

  static Json value(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> new Json.Null();
      case "true", "True", "TRUE" -> Json.of(true);
      case "false", "False", "FALSE" -> Json.of(false);
      default -> text.length() > LONGEST_NUMBER ? Json.of(text) : number(text);
    };
  }

  private static Json number(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return numeral(text, 10);
    }
    if (OCTAL.matcher(text).matches()) {
      return numeral(text.replace("o", ""), 8);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return numeral(text.substring(2), 16);
    }
    return FRACTION.matcher(text).matches()
        ? new Json.Numeral(new BigDecimal(text).toString())
        : Json.of(text);
  }

  private static Json numeral(String digits, int radix) {
    return new Json.Numeral(new BigInteger(digits, radix).toString());
  }
}
