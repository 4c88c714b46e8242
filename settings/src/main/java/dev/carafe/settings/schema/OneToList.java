package dev.carafe.settings.schema;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.List;
import java.util.Optional;

/// A setting that was one value and is a list of values now. A list of another length than one has
/// no shape before the change and stays as it is.
public record OneToList(Key at) implements Reshaping {

  @Override
  public SettingsTree forward(SettingsTree tree) {
    Optional<Json> value = tree.get(at);
    return value.isEmpty() || value.get() instanceof Json.Array
        ? tree
        : tree.with(at, Json.of(List.of(value.get())));
  }

  @Override
  public SettingsTree backward(SettingsTree tree) {
    return tree.get(at).orElse(new Json.Null()) instanceof Json.Array(List<Json> elements)
            && elements.size() == 1
            && !(elements.getFirst() instanceof Json.Array)
            && !(elements.getFirst() instanceof Json.Struct)
        ? tree.with(at, elements.getFirst())
        : tree;
  }
}
