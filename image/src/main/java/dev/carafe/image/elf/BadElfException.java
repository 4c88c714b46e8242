package dev.carafe.image.elf;

import dev.carafe.image.ImageException;
import java.io.EOFException;

/// An ELF file points to where nothing is.
public final class BadElfException extends ImageException {
  private static final long serialVersionUID = 1L;

  BadElfException(EOFException cause) {
    super("could not read the ELF file: " + cause.getMessage(), cause);
  }

  BadElfException(long address) {
    super(
        "could not read the ELF file: expected address 0x%x in a segment, found none"
            .formatted(address));
  }
}
