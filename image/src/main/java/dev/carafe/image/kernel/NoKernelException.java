package dev.carafe.image.kernel;

import dev.carafe.image.ImageException;

/// None of the packages of an image has a kernel's modules.
public final class NoKernelException extends ImageException {
  private static final long serialVersionUID = 1L;

  public NoKernelException() {
    super("could not find a kernel: no package of the image has files in usr/lib/modules");
  }
}
