package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Every helper, by its name in templates.
final class Helpers {
  private static final Map<String, Helper> ALL = all();

  private Helpers() {}

  static Optional<Helper> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /// Those of blocks too.
  static List<String> names() {
    TreeSet<String> names = new TreeSet<>(ALL.keySet());
    names.addAll(Rendering.BLOCKS);
    return List.copyOf(names);
  }

  private static Map<String, Helper> all() {
    Map<String, Helper> all = new TreeMap<>();
    all.put("any_enabled", LogicHelpers::anyEnabled);
    all.put("and", arguments -> LogicHelpers.all(arguments, true));
    all.put("base64_decode", TextHelpers::base64Decode);
    all.put("cidr_to_ipaddr", NetworkHelpers::cidrToIpAddress);
    all.put("default", LogicHelpers::otherwise);
    all.put("eq", arguments -> LogicHelpers.equal(arguments, true));
    all.put("etc_hosts_entries", NetworkHelpers::hostsEntries);
    all.put("goarch", TextHelpers::goArchitecture);
    all.put("gt", arguments -> LogicHelpers.compared(arguments, order -> order > 0));
    all.put("gte", arguments -> LogicHelpers.compared(arguments, order -> order >= 0));
    all.put("host", NetworkHelpers::host);
    all.put("is_array", arguments -> LogicHelpers.is(arguments, Json.Array.class));
    all.put("is_bool", arguments -> LogicHelpers.is(arguments, Json.Bool.class));
    all.put("is_ipv4", arguments -> NetworkHelpers.isVersion(arguments, 4));
    all.put("is_ipv6", arguments -> NetworkHelpers.isVersion(arguments, 6));
    all.put("is_null", LogicHelpers::isNull);
    all.put("is_number", arguments -> LogicHelpers.is(arguments, Json.Numeral.class));
    all.put("is_object", arguments -> LogicHelpers.is(arguments, Json.Struct.class));
    all.put("is_string", arguments -> LogicHelpers.is(arguments, Json.Text.class));
    all.put("join_array", TextHelpers::joinArray);
    all.put("join_map", TextHelpers::joinMap);
    all.put("len", LogicHelpers::length);
    all.put("localhost_aliases", NetworkHelpers::localhostAliases);
    all.put("lookup", LogicHelpers::lookup);
    all.put("lt", arguments -> LogicHelpers.compared(arguments, order -> order < 0));
    all.put("lte", arguments -> LogicHelpers.compared(arguments, order -> order <= 0));
    all.put("ne", arguments -> LogicHelpers.equal(arguments, false));
    all.put("negate_or_else", LogicHelpers::negateOrElse);
    all.put("not", LogicHelpers::not);
    all.put("or", arguments -> LogicHelpers.all(arguments, false));
    all.put("replace_ipv4_octet", NetworkHelpers::replaceOctet);
    all.put("sysctl_path", TextHelpers::sysctlPath);
    all.put("toml_encode", TextHelpers::tomlEncode);
    return all;
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
