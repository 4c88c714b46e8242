package dev.carafe.settings.schema;

import java.util.Optional;

/// A list of settings of one shape.
///
/// @param least how many elements there are at least
/// @param most how many elements there are at most
/// @param uniqueBy the member by which elements that are tables must differ; or the empty text, for
///   elements that must differ themselves
public record ListOf(Setting element, int least, int most, Optional<String> uniqueBy)
    implements Shape {

  public ListOf {
    if (least < 0 || least > most) {
      throw new IllegalArgumentException("no list has from " + least + " to " + most);
    }
  }
}
