package dev.carafe.node.update;

/// None of those who have a file could be reached, or all have gone away in the middle of it. What
/// has come until then is on the disk, and the next attempt goes on from there.
public final class UnreachableException extends FailedUpdateException {
  private static final long serialVersionUID = 1L;

  /// @param what could not be fetched
  /// @param whom was asked, and how each failed
  public UnreachableException(String what, String whom, Throwable cause) {
    super("could not fetch %s, as nobody can be reached: %s".formatted(what, whom), cause);
  }
}
