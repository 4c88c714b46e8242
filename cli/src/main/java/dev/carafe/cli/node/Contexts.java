package dev.carafe.cli.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The nodes that somebody uses, by names of his own.
///
/// @param current the one that is meant where none is named
record Contexts(Optional<String> current, Map<String, Context> all) {
  Contexts {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  static Contexts none() {
    return new Contexts(Optional.empty(), Map.of());
  }

  /// The first one is the current one too.
  Contexts with(String name, Context context) {
    Map<String, Context> more = new LinkedHashMap<>(all);
    more.put(name, context);
    return new Contexts(Optional.of(current.orElse(name)), more);
  }

  /// @throws ChoiceException where there is none of that name
  Contexts using(String name) {
    demand(name);
    return new Contexts(Optional.of(name), all);
  }

  /// @throws ChoiceException where there is none of that name
  Contexts without(String name) {
    demand(name);
    Map<String, Context> fewer = new LinkedHashMap<>(all);
    fewer.remove(name);
    return new Contexts(current.filter(used -> !used.equals(name)), fewer);
  }

  /// @throws ChoiceException where there is none of that name
  Context demand(String name) {
    return Optional.ofNullable(all.get(name))
        .orElseThrow(() ->
            new ChoiceException(
                "could not find node '%s': %s"
                    .formatted(
                        name,
                        all.isEmpty()
                            ? "no node is known yet; carafe node add tells of one"
                            : "known are " + String.join(", ", all.keySet()))));
  }

  /// The node that is meant.
  ///
  /// @param asked a name; `unix:PATH`; or an address, which the certificate and the trust of the
  ///   current one are for too; nothing for the current one
  /// @param here what is meant where nothing is asked and no node is known, if it exists
  Named choose(Optional<String> asked, LocalSocket here) {
    if (asked.isEmpty() && all.isEmpty() && here.exists()) {
      return new Named(Optional.empty(), here);
    }
    if (asked.isEmpty() || all.containsKey(asked.get())) {
      String name =
          asked
              .or(() -> current)
              .orElseThrow(() ->
                  new ChoiceException(
                      "could not choose a node: none is the current one; carafe node use NAME"
                          + " makes one that, --node NAME names one"));
      return new Named(Optional.of(name), demand(name));
    }
    String text = asked.get();
    Optional<LocalSocket> socket = LocalSocket.parse(text);
    if (socket.isPresent()) {
      return new Named(Optional.empty(), socket.get());
    }
    Optional<NodeAddress> address =
        text.contains(":") || text.contains(".") ? NodeAddress.parse(text) : Optional.empty();
    if (address.isEmpty() || current.isEmpty()) {
      return new Named(Optional.of(text), demand(text));
    }
    return new Named(Optional.empty(), demand(current.get()).at(address.get()));
  }

  /// @param name nothing for a node that is no context of its own
  record Named(Optional<String> name, Access access) {}
}
