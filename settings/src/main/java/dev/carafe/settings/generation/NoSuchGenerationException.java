package dev.carafe.settings.generation;

/// Nothing to roll back to: a generation is not there any more, never was, or is damaged.
public final class NoSuchGenerationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long number;

  NoSuchGenerationException(long number, String why) {
    super("could not use generation " + number + ": " + why);
    this.number = number;
  }

  public long number() {
    return number;
  }
}
