package dev.carafe.image.erofs;

/// Whom a file belongs to, in numbers.
public record Owner(int user, int group) {
  /// Who may do everything.
  public static final Owner ROOT = new Owner(0, 0);
}
