package dev.carafe.image.go;

import dev.carafe.image.ImageException;

/// A module is not the one whose checksum `go.sum`, or for a toolchain Go's database, has. The
/// message has Go's own words.
public final class AlteredModuleException extends ImageException {
  private static final long serialVersionUID = 1L;

  /// @param said by Go, each line indented
  public AlteredModuleException(String component, String said) {
    super(
        ("could not build component '%s' of Go modules: a module is not the one of its checksum;"
                + " find out which of both is right before you change go/go.sum%n%s")
            .formatted(component, said));
  }
}
