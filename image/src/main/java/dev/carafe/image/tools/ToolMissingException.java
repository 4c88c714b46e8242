package dev.carafe.image.tools;

import dev.carafe.image.ImageException;

/// The tools tree lacks a program or a file that was expected in it.
public final class ToolMissingException extends ImageException {
  private static final long serialVersionUID = 1L;

  public ToolMissingException(String what) {
    super(
        "could not find %s in the tools tree: expected one of its packages to have it"
            .formatted(what));
  }
}
