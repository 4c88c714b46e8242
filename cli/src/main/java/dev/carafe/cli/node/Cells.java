package dev.carafe.cli.node;

import dev.carafe.cli.answer.Printable;
import dev.carafe.settings.json.Json;
import java.util.Locale;

/// Members of an object as they stand in a table; empty where they are not there.
final class Cells {
  private static final double MEGA = 1e6;

  private Cells() {}

  static String text(Json.Struct object, String member) {
    return Printable.of(object.text(member).orElse(""));
  }

  static boolean isTrue(Json.Struct object, String member) {
    return object.member(member).filter(Json.of(true)::equals).isPresent();
  }

  static String number(Json.Struct object, String member) {
    return object.member(member).orElse(new Json.Null()) instanceof Json.Numeral(String literal)
        ? literal
        : "";
  }

  /// A number of bytes.
  static String megabytes(Json.Struct object, String member) {
    String bytes = number(object, member);
    return bytes.isEmpty() ? "" : megabytes(Double.parseDouble(bytes));
  }

  static String megabytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
  }
}
