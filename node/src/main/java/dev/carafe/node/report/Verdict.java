package dev.carafe.node.report;

/// What a check has come to.
sealed interface Verdict {

  /// The host is as it should be.
  record Pass() implements Verdict {}

  /// It is not.
  record Fail(String found, String expected) implements Verdict {}

  /// Nobody has looked, or could.
  record Skip(String why) implements Verdict {}

  /// `PASS`, `FAIL` or `SKIP`.
  default String word() {
    return switch (this) {
      case Pass _ -> "PASS";
      case Fail _ -> "FAIL";
      case Skip _ -> "SKIP";
    };
  }

  /// Why it is no pass; empty where it is one.
  default String reason() {
    return switch (this) {
      case Pass _ -> "";
      case Fail(String found, String expected) -> "found " + found + "; expected " + expected;
      case Skip(String why) -> why;
    };
  }
}
