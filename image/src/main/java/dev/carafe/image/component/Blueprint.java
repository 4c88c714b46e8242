package dev.carafe.image.component;

import java.util.List;

/// A variant with the components it is built from, in the order in which the variant names them.
public record Blueprint(Variant variant, List<Component> components) {

  public Blueprint {
    components = List.copyOf(components);
  }

  /// The components that go into a tree.
  public List<Component> into(Component.Target target) {
    return components.stream().filter(component -> component.into() == target).toList();
  }
}
