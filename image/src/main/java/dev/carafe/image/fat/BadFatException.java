package dev.carafe.image.fat;

import dev.carafe.image.ImageException;

/// A FAT volume does not have the form that it must have.
public final class BadFatException extends ImageException {
  private static final long serialVersionUID = 1L;

  BadFatException(String why) {
    super("could not read the FAT volume: " + why);
  }
}
