package dev.carafe.image;

/// A component brings source, and the lock that the build is held to names nothing that could build
/// it: it was written before the component was there.
public final class NoCompilersException extends ImageException {
  private static final long serialVersionUID = 1L;

  public NoCompilersException(String component) {
    super(
        ("could not build component '%s' of its source: the lock has no [[compilers]];"
                + " build once without --locked, and take the lock that is written then")
            .formatted(component));
  }
}
