package dev.carafe.settings.generation;

/// A generation that cannot be used, and why.
///
/// @param file its name in the store's directory
public record Damage(String file, String why) {

  /// For people.
  @Override
  public String toString() {
    return "could not use the settings in " + file + ": " + why;
  }
}
