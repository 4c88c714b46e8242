package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Every helper, by its name in templates.
final class Helpers {
  private static final Set<String> NAMES =
      Set.of(
          "any_enabled",
          "and",
          "base64_decode",
          "cidr_to_ipaddr",
          "default",
          "eq",
          "etc_hosts_entries",
          "goarch",
          "gt",
          "gte",
          "host",
          "is_array",
          "is_bool",
          "is_ipv4",
          "is_ipv6",
          "is_null",
          "is_number",
          "is_object",
          "is_string",
          "join_array",
          "join_map",
          "len",
          "localhost_aliases",
          "lookup",
          "lt",
          "lte",
          "ne",
          "negate_or_else",
          "not",
          "oci_capabilities",
          "oci_rlimits",
          "or",
          "replace_ipv4_octet",
          "sysctl_path",
          "toml_encode");

  private Helpers() {}

  static Optional<Helper> named(String name) {
    return NAMES.contains(name) ? Optional.of(helper(name)) : Optional.empty();
  }

  /// Those of blocks too.
  static List<String> names() {
    TreeSet<String> names = new TreeSet<>(NAMES);
    names.addAll(Rendering.BLOCKS);
    return List.copyOf(names);
  }

  /// No map of them all: each function that is made takes a starting node time, and its templates
  /// use few.
  private static Helper helper(String name) {
    return switch (name) {
      case "any_enabled" -> LogicHelpers::anyEnabled;
      case "and" -> arguments -> LogicHelpers.all(arguments, true);
      case "base64_decode" -> TextHelpers::base64Decode;
      case "cidr_to_ipaddr" -> NetworkHelpers::cidrToIpAddress;
      case "default" -> LogicHelpers::otherwise;
      case "eq" -> arguments -> LogicHelpers.equal(arguments, true);
      case "etc_hosts_entries" -> NetworkHelpers::hostsEntries;
      case "goarch" -> TextHelpers::goArchitecture;
      case "gt" -> arguments -> LogicHelpers.compared(arguments, order -> order > 0);
      case "gte" -> arguments -> LogicHelpers.compared(arguments, order -> order >= 0);
      case "host" -> NetworkHelpers::host;
      case "is_array" -> arguments -> LogicHelpers.is(arguments, Json.Array.class);
      case "is_bool" -> arguments -> LogicHelpers.is(arguments, Json.Bool.class);
      case "is_ipv4" -> arguments -> NetworkHelpers.isVersion(arguments, 4);
      case "is_ipv6" -> arguments -> NetworkHelpers.isVersion(arguments, 6);
      case "is_null" -> LogicHelpers::isNull;
      case "is_number" -> arguments -> LogicHelpers.is(arguments, Json.Numeral.class);
      case "is_object" -> arguments -> LogicHelpers.is(arguments, Json.Struct.class);
      case "is_string" -> arguments -> LogicHelpers.is(arguments, Json.Text.class);
      case "join_array" -> TextHelpers::joinArray;
      case "join_map" -> TextHelpers::joinMap;
      case "len" -> LogicHelpers::length;
      case "localhost_aliases" -> NetworkHelpers::localhostAliases;
      case "lookup" -> LogicHelpers::lookup;
      case "lt" -> arguments -> LogicHelpers.compared(arguments, order -> order < 0);
      case "lte" -> arguments -> LogicHelpers.compared(arguments, order -> order <= 0);
      case "ne" -> arguments -> LogicHelpers.equal(arguments, false);
      case "negate_or_else" -> LogicHelpers::negateOrElse;
      case "not" -> LogicHelpers::not;
      case "oci_capabilities" -> OciHelpers::capabilities;
      case "oci_rlimits" -> OciHelpers::limits;
      case "or" -> arguments -> LogicHelpers.all(arguments, false);
      case "replace_ipv4_octet" -> NetworkHelpers::replaceOctet;
      case "sysctl_path" -> TextHelpers::sysctlPath;
      case "toml_encode" -> TextHelpers::tomlEncode;
      default -> throw new IllegalStateException("no helper " + name);
    };
  }

  static Optional<Json> text(String text) {
    return Optional.of(Json.of(text));
  }

  static Optional<Json> bool(boolean bool) {
    return Optional.of(Json.of(bool));
  }

  static BigDecimal number(Arguments arguments, int at) {
    if (arguments.value(at) instanceof Json.Numeral(String literal)) {
      return new BigDecimal(literal);
    }
    throw new HelperException(at, "argument " + (at + 1) + " is not a number", "write a number");
  }
}
