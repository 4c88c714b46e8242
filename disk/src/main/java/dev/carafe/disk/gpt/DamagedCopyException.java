package dev.carafe.disk.gpt;

/// One copy of a table cannot be used. The reader turns to the other.
final class DamagedCopyException extends Exception {
  private static final long serialVersionUID = 1L;

  final String why;

  DamagedCopyException(String why) {
    super(why);
    this.why = why;
  }

  static void demand(String what, long expected, long found) throws DamagedCopyException {
    if (expected != found) {
      throw new DamagedCopyException(
          "expected %s 0x%x, found 0x%x".formatted(what, expected, found));
    }
  }
}
