package dev.carafe.node.network;

import dev.carafe.settings.TomlTable;
import java.util.Optional;

/// Reads names of interfaces.
final class Names {
  private Names() {}

  /// Reads a name; one that is wrong is a problem of the key.
  static Optional<InterfaceName> read(TomlTable table, String key, String name) {
    if (MacAddress.of(name).isPresent()) {
      table.problem(key, "'" + name + "' is a MAC address", "write the name of an interface");
      return Optional.empty();
    }
    Optional<String> fault = InterfaceName.fault(name);
    if (fault.isPresent()) {
      table.problem(
          key,
          "'" + name + "' is no interface's name, " + fault.get(),
          name.indexOf(':') > 0
              ? "write a name, or a MAC address like \"52:54:00:12:34:56\""
              : "write 1 to 15 characters without white space, '.' and '/'");
      return Optional.empty();
    }
    return Optional.of(new InterfaceName(name));
  }
}
