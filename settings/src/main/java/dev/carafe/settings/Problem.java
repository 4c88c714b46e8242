package dev.carafe.settings;

/// One mistake in a text that a person wrote: where it is, what was found there, and what to write
/// instead.
public record Problem(Position position, String found, String instead) {

  /// One line, `source:line:column: found; instead`.
  @Override
  public String toString() {
    return position + ": " + found + (instead.isEmpty() ? "" : "; " + instead);
  }
}
