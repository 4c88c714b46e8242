package dev.carafe.node.network;

import dev.carafe.settings.Suggestion;
import dev.carafe.settings.TomlTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the table of one device.
final class DeviceReader {
  private static final int FIRST_WITH_KINDS = 3;

  private enum Kind {
    CARD,
    BOND,
    VLAN
  }

  private final TomlTable document;
  private final String key;
  private final TomlTable table;
  private final int version;

  /// @param document where the table stands
  /// @param key what it is called there
  DeviceReader(TomlTable document, String key, int version) {
    this.document = document;
    this.key = key;
    this.table = document.table(key);
    this.version = version;
  }

  /// Reads everything, also of a device that cannot be made, for its problems.
  Declaration read() {
    boolean isPrimary = table.bool("primary", false);
    Optional<Kind> kind = kind();
    Optional<Device> device = kind.isPresent() ? device(kind.get()) : Optional.empty();
    if (kind.isPresent()) {
      table.finish();
    }
    return new Declaration(key, table, device, isPrimary);
  }

  private Optional<Kind> kind() {
    if (!table.has("kind")) {
      return kindByItsKeys();
    }
    if (version < FIRST_WITH_KINDS) {
      table.problem(
          "kind", "bonds and VLANs are known from version 3 on", "write version = 3 at the top");
    }
    return table.optionalString("kind").flatMap(this::kind);
  }

  private Optional<Kind> kind(String word) {
    return switch (word) {
      case "bond", "Bond" -> Optional.of(Kind.BOND);
      case "vlan", "Vlan", "VLAN" -> Optional.of(Kind.VLAN);
      default -> {
        String instead = Suggestion.instead(word, List.of("bond", "vlan"));
        table.problem("kind", "unknown kind '" + word + "'", instead);
        yield Optional.empty();
      }
    };
  }

  /// A bond that is not called one would be a card with unknown keys, which says nothing.
  private Optional<Kind> kindByItsKeys() {
    List<String> keys = table.keys();
    boolean isBond = keys.contains("interfaces") || keys.contains("monitoring");
    if (!isBond && !keys.contains("device")) {
      return Optional.of(Kind.CARD);
    }
    String kind = isBond ? "bond" : "vlan";
    document.problem(key, "'" + key + "' has the keys of a " + kind, "add kind = \"" + kind + "\"");
    return Optional.empty();
  }

  private Optional<Device> device(Kind kind) {
    Optional<IpConfig> ip = new IpConfigReader(key, table, version).read();
    return switch (kind) {
      case CARD -> card(ip);
      case BOND -> new BondReader(table).read(Names.read(document, key, key), ip);
      case VLAN -> vlan(Names.read(document, key, key), ip);
    };
  }

  private Optional<Device> card(Optional<IpConfig> ip) {
    Optional<? extends DeviceId> id = MacAddress.of(key);
    if (id.isEmpty()) {
      id = Names.read(document, key, key);
    } else if (version < FIRST_WITH_KINDS) {
      document.problem(
          key, "MAC addresses are known from version 3 on", "write version = 3 at the top");
    }
    return id.isPresent() && ip.isPresent()
        ? Optional.of(new Card(id.get(), ip.get()))
        : Optional.empty();
  }

  private Optional<Device> vlan(Optional<InterfaceName> name, Optional<IpConfig> ip) {
    Optional<InterfaceName> below = vlanDevice();
    OptionalLong number = Numbers.required(table, "id", 0, Vlan.LARGEST, 42);
    if (name.isEmpty() || ip.isEmpty() || below.isEmpty() || number.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Vlan(name.get(), below.get(), (int) number.getAsLong(), ip.get()));
  }

  private Optional<InterfaceName> vlanDevice() {
    if (!table.has("device")) {
      table.problem("device", "no 'device'", "add device = \"NAME\" of what the VLAN stands on");
    }
    return table.optionalString("device").flatMap(name -> Names.read(table, "device", name));
  }
}
