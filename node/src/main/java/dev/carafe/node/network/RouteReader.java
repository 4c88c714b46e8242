package dev.carafe.node.network;

import dev.carafe.settings.TomlTable;
import dev.carafe.settings.value.CidrType;
import dev.carafe.settings.value.IpAddressType;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads a route.
final class RouteReader {
  private final TomlTable table;

  RouteReader(TomlTable table) {
    this.table = table;
  }

  /// The route; empty where anything in it is wrong.
  Optional<Route> read() {
    if (!table.has("to")) {
      table.problem("to", "no 'to'", "add to = \"default\", or a network like \"192.0.2.0/24\"");
    }
    Optional<String> from = address("from");
    Optional<String> via = address("via");
    Optional<String> to = table.optionalString("to").flatMap(text -> to(text, via.or(() -> from)));
    OptionalLong metric = Numbers.optional(table, "route-metric", 0, Numbers.LARGEST_METRIC);
    table.finish();
    boolean isWhole =
        from.isPresent() == table.has("from")
            && via.isPresent() == table.has("via")
            && metric.isPresent() == table.has("route-metric");
    return isWhole
        ? to.filter(found -> isOneFamily(found, from, via))
            .map(found -> new Route(found, from, via, metric))
        : Optional.empty();
  }

  /// A default route is of the version of the addresses beside it.
  private Optional<String> to(String text, Optional<String> beside) {
    if (text.toLowerCase(Locale.ROOT).equals("default")) {
      return Optional.of(beside.map(Family::of).orElse(Family.IPV4).everywhere());
    }
    Optional<String> fault = new CidrType().fault(text);
    if (fault.isPresent()) {
      table.problem(
          "to",
          "'" + text + "' is no network, " + fault.get(),
          "write \"default\", or a network like \"192.0.2.0/24\"");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private Optional<String> address(String key) {
    Optional<String> address = table.optionalString(key);
    if (address.isPresent() && !IpAddressType.isAddress(address.get())) {
      table.problem(
          key,
          "'" + address.get() + "' is no IP address",
          "write one like \"192.0.2.1\", without a prefix length");
      return Optional.empty();
    }
    return address;
  }

  private boolean isOneFamily(String to, Optional<String> from, Optional<String> via) {
    Family family = Family.of(to);
    boolean isOne =
        from.map(Family::of).orElse(family) == family
            && via.map(Family::of).orElse(family) == family;
    if (!isOne) {
      table.problem(
          "to", "a route of IPv4 and IPv6 at once", "write 'to', 'from' and 'via' in " + family);
    }
    return isOne;
  }
}
