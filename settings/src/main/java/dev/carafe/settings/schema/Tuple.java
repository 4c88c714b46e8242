package dev.carafe.settings.schema;

import java.util.List;

/// A list of exactly these settings, each in its place.
public record Tuple(List<Setting> elements) implements Shape {

  public Tuple {
    elements = List.copyOf(elements);
  }
}
