package dev.carafe.image.component;

import dev.carafe.settings.schema.Schema;
import java.util.List;

/// A variant with the components it is built from, in the order in which the variant names them.
///
/// @param settings all that these components declare, put together
public record Blueprint(Variant variant, List<Component> components, Schema settings) {

  public Blueprint {
    components = List.copyOf(components);
  }

  /// The components that go into a tree.
  public List<Component> into(Component.Target target) {
    return components.stream().filter(component -> component.into() == target).toList();
  }
}
