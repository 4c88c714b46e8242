package dev.carafe.node.network;

import dev.carafe.settings.TomlTable;
import java.util.OptionalLong;

/// Whole numbers within bounds.
final class Numbers {
  static final long LARGEST_METRIC = 0xffff_ffffL;

  private Numbers() {}

  /// A number that may be absent; one that is out of bounds is a problem, and absent.
  static OptionalLong optional(TomlTable table, String key, long least, long most) {
    OptionalLong number = table.optionalInteger(key);
    if (number.isPresent() && (number.getAsLong() < least || number.getAsLong() > most)) {
      table.problem(
          key,
          "'" + key + "' is " + number.getAsLong(),
          "write a whole number from " + least + " to " + most);
      return OptionalLong.empty();
    }
    return number;
  }

  /// A number that must be there.
  static OptionalLong required(TomlTable table, String key, long least, long most, long example) {
    if (!table.has(key)) {
      table.problem(key, "no '" + key + "'", "add " + key + " = " + example);
    }
    return optional(table, key, least, most);
  }
}
