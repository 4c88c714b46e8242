package dev.carafe.cli.key;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys that are at hand. Each is looked for once, so that nobody is asked for a PIN twice.
public final class Keyring {
  private final Map<String, HeldKey> opened = new HashMap<>();
  private final Set<String> missing = new LinkedHashSet<>();

  /// An empty one.
  public Keyring() {}

  /// A key that must be there.
  ///
  /// @throws KeyException if it cannot be used
  public HeldKey open(KeyReference reference) {
    return opened.computeIfAbsent(reference.toString(), _ -> reference.open());
  }

  /// Those keys that are there. Why others are not is kept, as others may be enough.
  public List<HeldKey> openAny(Collection<KeyReference> references) {
    List<HeldKey> keys = new ArrayList<>();
    for (KeyReference reference : references) {
      try {
        keys.add(open(reference));
      } catch (KeyException e) {
        missing.add(String.valueOf(e.getMessage()));
      }
    }
    return keys;
  }

  /// A key that has been opened under this name.
  public Optional<HeldKey> known(KeyReference reference) {
    return Optional.ofNullable(opened.get(reference.toString()));
  }

  /// Why some keys are not there.
  public List<String> missing() {
    return List.copyOf(missing);
  }
}
