package dev.carafe.node.network;

import dev.carafe.settings.Key;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.value.CidrType;
import dev.carafe.settings.value.IpAddressType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads what a device has of IP.
final class IpConfigReader {
  private static final int FIRST_WITH_ADDRESSES = 2;
  private static final int SMALLEST_MTU = 68; // RFC 791
  private static final int LARGEST_MTU = 65_535;

  private final String device;
  private final TomlTable table;
  private final int version;

  /// @param device what problems call it
  IpConfigReader(String device, TomlTable table, int version) {
    this.device = device;
    this.table = table;
    this.version = version;
  }

  /// What is valid; empty where nothing about addresses is.
  Optional<IpConfig> read() {
    Optional<Dhcp> dhcp4 = dhcp("dhcp4", true);
    Optional<Dhcp> dhcp6 = dhcp("dhcp6", false);
    List<String> static4 = addresses("static4", Family.IPV4);
    List<String> static6 = addresses("static6", Family.IPV6);
    OptionalLong mtu =
        isKnown("mtu")
            ? Numbers.optional(table, "mtu", SMALLEST_MTU, LARGEST_MTU)
            : OptionalLong.empty();
    IpConfig addresses = new IpConfig(dhcp4, dhcp6, static4, static6, List.of(), mtu);
    checkThatAddressesAreSaid();
    List<Route> routes = routes(addresses);
    return addresses.isSaid()
        ? Optional.of(new IpConfig(dhcp4, dhcp6, static4, static6, routes, mtu))
        : Optional.empty();
  }

  private void checkThatAddressesAreSaid() {
    if (table.has("dhcp4") || table.has("dhcp6") || table.has("static4") || table.has("static6")) {
      return;
    }
    String header = Key.quoted(device) + ".static4";
    table.problem(
        "dhcp4",
        "neither DHCP nor addresses for '" + device + "'",
        version < FIRST_WITH_ADDRESSES
            ? "add dhcp4 = true"
            : "add dhcp4 = true, or addresses below [" + header + "]");
  }

  private Optional<Dhcp> dhcp(String key, boolean hasMetric) {
    if (!table.has(key)) {
      return Optional.empty();
    }
    Json value = table.json(key).orElse(new Json.Null());
    return switch (value) {
      case Json.Bool(boolean enabled) -> Optional.of(Dhcp.of(enabled));
      case Json.Struct _ -> dhcp(table.table(key), hasMetric);
      case Json.Text _, Json.Numeral _, Json.Array _, Json.Null() -> {
        table.problem(
            key, "'" + key + "' is neither a boolean nor a table", "write " + key + " = true");
        yield Optional.empty();
      }
    };
  }

  private static Optional<Dhcp> dhcp(TomlTable options, boolean hasMetric) {
    boolean isSaid = options.has("enabled");
    if (!isSaid) {
      options.problem("enabled", "no 'enabled'", "add enabled = true");
    }
    boolean enabled = options.bool("enabled", false);
    boolean optional = options.bool("optional", false);
    OptionalLong metric =
        hasMetric
            ? Numbers.optional(options, "route-metric", 0, Numbers.LARGEST_METRIC)
            : OptionalLong.empty();
    options.finish();
    return isSaid ? Optional.of(new Dhcp(enabled, optional, metric)) : Optional.empty();
  }

  private List<String> addresses(String key, Family family) {
    if (!table.has(key) || !isKnown(key)) {
      return List.of();
    }
    TomlTable below = table.table(key);
    Set<String> addresses = new LinkedHashSet<>();
    List<String> written = below.strings("addresses");
    for (String address : written) {
      if (isPrefixed(below, address, family)) {
        addresses.add(address);
      }
    }
    if (written.isEmpty()) {
      below.problem(
          "addresses",
          "'" + key + "' has no addresses",
          "add addresses = [\"" + family.example() + "\"]");
    }
    below.finish();
    return new ArrayList<>(addresses);
  }

  private static boolean isPrefixed(TomlTable table, String address, Family family) {
    Optional<String> fault = new CidrType().fault(address);
    if (fault.isEmpty() && Family.of(address) == family) {
      return true;
    }
    table.problem(
        "addresses",
        "'"
            + address
            + "' is no "
            + family
            + " address with a prefix length"
            + fault.map(why -> ", " + why).orElse(""),
        IpAddressType.isAddress(address)
            ? "write \""
                + Family.of(address).withUsualPrefix(address)
                + "\", or how long the prefix is"
            : "write one like \"" + family.example() + "\"");
    return false;
  }

  private List<Route> routes(IpConfig addresses) {
    if (!table.has("route") || !isKnown("route")) {
      return List.of();
    }
    List<Route> routes = new ArrayList<>();
    for (TomlTable route : table.tables("route")) {
      new RouteReader(route).read().ifPresent(routes::add);
    }
    if (addresses.uses4() || addresses.uses6()) {
      table.problem(
          "route", "routes beside DHCP, which brings its own", "take out either of the two");
      return List.of();
    }
    if (!table.has("static4") && !table.has("static6")) {
      table.problem(
          "route",
          "routes without addresses",
          "add addresses below [" + Key.quoted(device) + ".static4]");
      return List.of();
    }
    return routes;
  }

  /// Whether the version knows a key; it is a problem where it is there and unknown.
  private boolean isKnown(String key) {
    boolean isKnown = version >= FIRST_WITH_ADDRESSES;
    if (table.has(key) && !isKnown) {
      table.problem(
          key,
          "'" + key + "' is known from version " + FIRST_WITH_ADDRESSES + " on",
          "write version = " + NetConfigReader.NEWEST + " at the top");
    }
    return isKnown;
  }
}
