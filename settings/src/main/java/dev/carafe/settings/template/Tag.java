package dev.carafe.settings.template;

/// One `{{...}}` of a template.
///
/// @param start where it begins, in characters
/// @param end behind its last brace
/// @param from where its content begins
/// @param to behind its content
/// @param trimsBefore whether white space before it goes (`{{~`)
/// @param trimsAfter whether white space behind it goes (`~}}`)
record Tag(
    Kind kind, int start, int end, int from, int to, boolean trimsBefore, boolean trimsAfter) {

  enum Kind {
    VALUE,
    OPEN,
    ELSE,
    CLOSE,
    COMMENT,
    ESCAPE;

    /// Whether a line on which it stands alone is no line of the output.
    boolean mayStandAlone() {
      return this != VALUE && this != ESCAPE;
    }
  }
}
