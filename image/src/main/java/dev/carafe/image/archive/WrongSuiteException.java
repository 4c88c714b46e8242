package dev.carafe.image.archive;

import dev.carafe.image.ImageException;

/// A signed index is a true one, but of another suite than the one asked for.
public final class WrongSuiteException extends ImageException {
  private static final long serialVersionUID = 1L;

  public WrongSuiteException(String what, String expected, String found) {
    super("could not accept %s: expected suite %s, found %s".formatted(what, expected, found));
  }
}
