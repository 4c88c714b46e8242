package dev.carafe.image.go;

import dev.carafe.image.ImageException;

/// A module, or the toolchain, cannot be fetched from where the environment says that modules come
/// from. The message has Go's own words.
public final class UnreachableModuleException extends ImageException {
  private static final long serialVersionUID = 1L;

  /// @param said by Go, each line indented
  public UnreachableModuleException(String component, String said) {
    super(
        ("could not build component '%s' of Go modules: one could not be fetched; GOPROXY, GOSUMDB"
                + " and the proxies of your environment say from where%n%s")
            .formatted(component, said));
  }
}
