package dev.carafe.image.archive;

import java.util.Set;

/// A package that somebody asked for.
///
/// @param name a package, or a name that packages provide
/// @param without packages that are not brought in on its behalf: what it or its dependencies need
///   of them is taken as given. Somebody else may still bring them in
public record PackageRequest(String name, Set<String> without) {

  public PackageRequest {
    without = Set.copyOf(without);
  }

  /// A package with everything it needs.
  public static PackageRequest of(String name) {
    return new PackageRequest(name, Set.of());
  }
}
