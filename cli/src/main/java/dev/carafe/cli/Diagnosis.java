package dev.carafe.cli;

/// What was found of one thing that building and booting take.
///
/// @param what was looked at
/// @param mend what to do about it, or nothing where all is well
record Diagnosis(String what, Grade grade, String detail, String mend) {

  /// How well it is.
  enum Grade {
    /// As it should be.
    GOOD("ok"),
    /// It works, but slower or not always.
    POOR("poor"),
    /// Nothing works without.
    MISSING("MISSING");

    private final String label;

    Grade(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static Diagnosis good(String what, String detail) {
    return new Diagnosis(what, Grade.GOOD, detail, "");
  }

  static Diagnosis poor(String what, String detail, String mend) {
    return new Diagnosis(what, Grade.POOR, detail, mend);
  }

  static Diagnosis missing(String what, String detail, String mend) {
    return new Diagnosis(what, Grade.MISSING, detail, mend);
  }
}
