package dev.carafe.cli.attest;

import java.util.Locale;

/// Something that was looked at.
///
/// @param detail what was found; and what was expected, where that is something else
record Check(String name, Result result, String detail) {

  /// How it came out.
  enum Result {
    OK,
    FAILED,

    /// Nobody has said what is expected.
    OPEN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What is as it should be, or not.
  static Check of(String name, boolean isGood, String found, String expected) {
    return isGood
        ? new Check(name, Result.OK, found)
        : new Check(name, Result.FAILED, "found %s; expected %s".formatted(found, expected));
  }

  static Check failed(String name, String why) {
    return new Check(name, Result.FAILED, why);
  }

  static Check open(String name, String found) {
    return new Check(name, Result.OPEN, found);
  }
}
