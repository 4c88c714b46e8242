package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.value.IpAddressType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Helpers for addresses and `/etc/hosts`.
final class NetworkHelpers {
  private static final Set<String> LOOPBACK_4 = Set.of("127.0.0.1");
  private static final Set<String> LOOPBACK_6 = Set.of("::1", "0:0:0:0:0:0:0:1");

  private NetworkHelpers() {}

  /// `is_ipv4 TEXT`, `is_ipv6 TEXT`
  static Optional<Json> isVersion(Arguments arguments, int version) {
    arguments.count(1);
    String address = arguments.text(0);
    return Helpers.bool(
        version == 4 ? IpAddressType.isVersion4(address) : IpAddressType.isVersion6(address));
  }

  /// `cidr_to_ipaddr CIDR`: the address without the prefix length.
  static Optional<Json> cidrToIpAddress(Arguments arguments) {
    arguments.count(1);
    String cidr = arguments.text(0);
    int slash = cidr.indexOf('/');
    String address = slash < 0 ? cidr : cidr.substring(0, slash);
    if (slash < 0 || !IpAddressType.isAddress(address)) {
      throw new HelperException(0, "'" + cidr + "' is no CIDR", "write it like 10.0.0.0/8");
    }
    return Helpers.text(address);
  }

  /// `replace_ipv4_octet ADDRESS INDEX VALUE`, the index from 0.
  static Optional<Json> replaceOctet(Arguments arguments) {
    arguments.count(3);
    String address = arguments.text(0);
    String[] octets = address.split("\\.", -1);
    if (!IpAddressType.isVersion4(address)) {
      throw new HelperException(0, "'" + address + "' is no IPv4 address", "write one");
    }
    int index = index(arguments);
    octets[index] = Arguments.plain(2, arguments.value(2));
    String replaced = String.join(".", octets);
    if (!IpAddressType.isVersion4(replaced)) {
      throw new HelperException(2, "'" + octets[index] + "' is no octet", "write 0 to 255");
    }
    return Helpers.text(replaced);
  }

  private static int index(Arguments arguments) {
    String index = Arguments.plain(1, arguments.value(1));
    if (index.length() != 1 || "0123".indexOf(index) < 0) {
      throw new HelperException(1, "'" + index + "' is no octet's index", "write 0 to 3");
    }
    return index.charAt(0) - '0';
  }

  /// `host URL`: the host of a URL, with or without a scheme.
  static Optional<Json> host(Arguments arguments) {
    arguments.count(1);
    String url = arguments.text(0);
    int scheme = url.indexOf("://");
    String rest = scheme < 0 ? url : url.substring(scheme + 3);
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String server = authority.substring(authority.lastIndexOf('@') + 1);
    int bracket = server.indexOf(']');
    int colon = server.indexOf(':', Math.max(bracket, 0));
    String host = colon < 0 ? server : server.substring(0, colon);
    return Helpers.text(host.startsWith("[") && bracket > 0 ? host.substring(1, bracket) : host);
  }

  /// `localhost_aliases "ipv4"|"ipv6" HOSTNAME HOSTS`: the host's own name and those that the user
  /// gave the loopback address.
  static Optional<Json> localhostAliases(Arguments arguments) {
    arguments.count(3);
    boolean isVersion4 =
        switch (arguments.text(0)) {
          case "ipv4" -> true;
          case "ipv6" -> false;
          default ->
              throw new HelperException(
                  0, "'" + arguments.text(0) + "' is unknown", "write \"ipv4\" or \"ipv6\"");
        };
    Set<String> aliases = new LinkedHashSet<>();
    if (arguments.optional(1).isPresent()) {
      aliases.add(arguments.text(1));
    }
    Set<String> loopback = isVersion4 ? LOOPBACK_4 : LOOPBACK_6;
    hosts(arguments, 2)
        .forEach((address, names) -> {
          if (loopback.contains(address)) {
            aliases.addAll(names);
          }
        });
    return Helpers.text(String.join(" ", aliases));
  }

  /// `etc_hosts_entries HOSTS`: a line for each address but the loopback's, in the order of the
  /// first mention.
  static Optional<Json> hostsEntries(Arguments arguments) {
    arguments.count(1);
    return Helpers.text(
        hosts(arguments, 0).entrySet().stream()
            .filter(entry -> !LOOPBACK_4.contains(entry.getKey()))
            .filter(entry -> !LOOPBACK_6.contains(entry.getKey()))
            .map(entry -> entry.getKey() + " " + String.join(" ", entry.getValue()))
            .collect(Collectors.joining("\n")));
  }

  /// `[ADDRESS, [NAME, ...]]`, an address that is there again with its names added.
  private static Map<String, List<String>> hosts(Arguments arguments, int at) {
    Map<String, List<String>> hosts = new LinkedHashMap<>();
    if (arguments.optional(at).isEmpty()) {
      return hosts;
    }
    for (Json entry : arguments.list(at)) {
      if (!(entry instanceof Json.Array(List<Json> parts))
          || parts.size() != 2
          || !(parts.get(1) instanceof Json.Array(List<Json> names))) {
        throw new HelperException(at, "an entry is not [ADDRESS, [NAME, ...]]", "write it so");
      }
      List<String> known =
          hosts.computeIfAbsent(Arguments.plain(at, parts.get(0)), _ -> new ArrayList<>());
      names.forEach(name -> known.add(Arguments.plain(at, name)));
    }
    return hosts;
  }
}
