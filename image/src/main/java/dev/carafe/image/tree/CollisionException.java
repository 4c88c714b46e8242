package dev.carafe.image.tree;

import dev.carafe.image.ImageException;

/// Two components put different things at one path.
public final class CollisionException extends ImageException {
  private static final long serialVersionUID = 1L;

  private final String first;

  public CollisionException(String path, String first, String second) {
    super(
        "could not put /%s into the image: component '%s' and component '%s' bring different things"
            .formatted(path, first, second));
    this.first = first;
  }

  /// The component that has put something there.
  public String first() {
    return first;
  }
}
