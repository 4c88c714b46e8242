package dev.carafe.image.go;

import dev.carafe.image.ImageException;

/// Go cannot build what a component asks for: `go.mod`, `go.sum` or a package that it names is
/// wrong, or the modules do not compile. The message has Go's own words.
public final class BadModuleException extends ImageException {
  private static final long serialVersionUID = 1L;

  /// @param said by Go, each line indented
  public BadModuleException(String component, String found, String instead, String said) {
    super(
        "could not build component '%s' of Go modules: %s; %s%n%s"
            .formatted(component, found, instead, said));
  }
}
