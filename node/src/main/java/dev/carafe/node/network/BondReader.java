package dev.carafe.node.network;

import dev.carafe.settings.Suggestion;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.value.IpAddressType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads what only bonds have. A bond that lacks something required is none: with a guess in its
/// place, it would work until a cable breaks.
final class BondReader {
  private static final String MODE = "active-backup";
  private static final long MOST_MILLISECONDS = 0xffff_ffffL;

  private final TomlTable table;

  BondReader(TomlTable table) {
    this.table = table;
  }

  Optional<Device> read(Optional<InterfaceName> name, Optional<IpConfig> ip) {
    boolean hasMode = hasMode();
    List<InterfaceName> interfaces = interfaces();
    OptionalLong minLinks = minLinks(interfaces.size());
    Optional<BondMonitoring> monitoring = monitoring();
    if (name.isEmpty() || ip.isEmpty() || !hasMode || interfaces.isEmpty()) {
      return Optional.empty();
    }
    return monitoring.map(found -> new Bond(name.get(), interfaces, minLinks, found, ip.get()));
  }

  private boolean hasMode() {
    if (!table.has("mode")) {
      table.problem("mode", "no 'mode'", "add mode = \"" + MODE + "\"");
    }
    Optional<String> mode = table.optionalString("mode");
    if (mode.isPresent() && !mode.get().equals(MODE)) {
      table.problem(
          "mode", "mode '" + mode.get() + "' is not supported", "write mode = \"" + MODE + "\"");
    }
    return mode.isPresent() && mode.get().equals(MODE);
  }

  /// The cards; none where one of them is wrong.
  private List<InterfaceName> interfaces() {
    List<InterfaceName> interfaces = new ArrayList<>();
    List<String> names = table.strings("interfaces");
    for (String text : names) {
      Optional<InterfaceName> name = Names.read(table, "interfaces", text);
      if (name.isPresent() && interfaces.contains(name.get())) {
        table.problem("interfaces", "'" + text + "' is there twice", "write it once");
      } else {
        name.ifPresent(interfaces::add);
      }
    }
    if (names.isEmpty()) {
      table.problem("interfaces", "a bond without interfaces", "add interfaces = [\"NAME\"]");
    }
    return interfaces.size() == names.size() ? interfaces : List.of();
  }

  private OptionalLong minLinks(int interfaces) {
    OptionalLong links = Numbers.optional(table, "min-links", 0, Integer.MAX_VALUE);
    if (interfaces > 0 && links.isPresent() && links.getAsLong() > interfaces) {
      table.problem(
          "min-links",
          "'min-links' is " + links.getAsLong() + " of " + interfaces + " interfaces",
          "write at most " + interfaces);
      return OptionalLong.empty();
    }
    return links;
  }

  private Optional<BondMonitoring> monitoring() {
    if (!table.has("monitoring")) {
      table.problem(
          "monitoring",
          "no 'monitoring'",
          "add monitoring = { miimon-frequency-ms = 100, miimon-updelay-ms = 200,"
              + " miimon-downdelay-ms = 200 }");
      return Optional.empty();
    }
    TomlTable monitoring = table.table("monitoring");
    boolean isMii = hasAny(monitoring, "miimon");
    boolean isArp = hasAny(monitoring, "arpmon");
    if (isMii == isArp) {
      table.problem(
          "monitoring",
          isMii ? "both kinds of monitoring" : "no kind of monitoring",
          "write either the keys with miimon or those with arpmon");
      return Optional.empty();
    }
    Optional<BondMonitoring> read = isMii ? mii(monitoring) : arp(monitoring);
    monitoring.finish();
    return read;
  }

  private static boolean hasAny(TomlTable table, String prefix) {
    return table.keys().stream().anyMatch(key -> key.startsWith(prefix));
  }

  private static Optional<BondMonitoring> mii(TomlTable table) {
    Optional<Duration> frequency = milliseconds(table, "miimon-frequency-ms", 1, 100);
    long least = frequency.map(Duration::toMillis).orElse(1L);
    Optional<Duration> up = milliseconds(table, "miimon-updelay-ms", least, 200);
    Optional<Duration> down = milliseconds(table, "miimon-downdelay-ms", least, 200);
    return frequency.isPresent() && up.isPresent() && down.isPresent()
        ? Optional.of(new MiiMonitoring(frequency.get(), up.get(), down.get()))
        : Optional.empty();
  }

  private static Optional<BondMonitoring> arp(TomlTable table) {
    Optional<Duration> interval = milliseconds(table, "arpmon-interval-ms", 1, 200);
    Optional<ArpMonitoring.Validate> validate = validate(table);
    List<String> targets = targets(table);
    return interval.isPresent() && validate.isPresent() && !targets.isEmpty()
        ? Optional.of(new ArpMonitoring(interval.get(), validate.get(), targets))
        : Optional.empty();
  }

  private static Optional<Duration> milliseconds(
      TomlTable table, String key, long least, long example) {
    OptionalLong number = Numbers.required(table, key, least, MOST_MILLISECONDS, example);
    return number.isPresent()
        ? Optional.of(Duration.ofMillis(number.getAsLong()))
        : Optional.empty();
  }

  private static Optional<ArpMonitoring.Validate> validate(TomlTable table) {
    String key = "arpmon-validate";
    if (!table.has(key)) {
      table.problem(key, "no '" + key + "'", "add " + key + " = \"all\"");
    }
    Optional<String> word = table.optionalString(key);
    List<String> words = new ArrayList<>();
    for (ArpMonitoring.Validate validate : ArpMonitoring.Validate.values()) {
      if (word.isPresent() && validate.toString().equals(word.get())) {
        return Optional.of(validate);
      }
      words.add(validate.toString());
    }
    word.ifPresent(found ->
        table.problem(key, "'" + key + "' is '" + found + "'", Suggestion.instead(found, words)));
    return Optional.empty();
  }

  /// The hosts; none where one of them is wrong.
  private static List<String> targets(TomlTable table) {
    String key = "arpmon-targets";
    List<String> targets = table.strings(key);
    boolean fits = true;
    for (String target : targets) {
      if (!IpAddressType.isVersion4(target)) {
        table.problem(key, "'" + target + "' is no IPv4 address", "write one like 192.0.2.1");
        fits = false;
      }
    }
    if (targets.isEmpty() || targets.size() > ArpMonitoring.MOST_TARGETS) {
      table.problem(
          key,
          targets.isEmpty() ? "no host to ask" : targets.size() + " hosts to ask",
          "write " + key + " = [\"192.0.2.1\"] with 1 to " + ArpMonitoring.MOST_TARGETS + " hosts");
      fits = false;
    }
    return fits ? targets : List.of();
  }
}
