package dev.carafe.settings.template;

/// A helper cannot do with what it was given. The place is added by who called it.
final class HelperException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int argument;
  private final String found;
  private final String instead;

  /// @param argument which one is wrong, from 0; -1 for the call as such
  HelperException(int argument, String found, String instead) {
    super(found);
    this.argument = argument;
    this.found = found;
    this.instead = instead;
  }

  int argument() {
    return argument;
  }

  String found() {
    return found;
  }

  String instead() {
    return instead;
  }
}
