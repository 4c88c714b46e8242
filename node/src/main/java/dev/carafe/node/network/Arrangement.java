package dev.carafe.node.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks the devices among each other, and keeps those that can be together. What stands on a
/// device that was not kept goes with it, without a problem of its own.
final class Arrangement {
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Map<String, Device> kept = new LinkedHashMap<>();
  private final Map<String, String> bondOf = new HashMap<>();
  private final Map<String, InterfaceName> vlanOf = new HashMap<>(); // by DEVICE/NUMBER

  private Arrangement(List<Declaration> all) {
    for (Declaration declaration : all) {
      String id = declaration.id();
      if (declarations.putIfAbsent(id, declaration) == null) {
        declaration.device().ifPresent(device -> kept.put(id, device));
      } else {
        declaration
            .table()
            .problem(declaration.key(), "a second table for '" + id + "'", "write both into one");
      }
    }
  }

  static NetConfig of(List<Declaration> declarations) {
    Arrangement arrangement = new Arrangement(declarations);
    List<Device> devices = List.copyOf(arrangement.kept.values());
    for (Device device : devices) {
      if (device instanceof Bond bond) {
        arrangement.join(bond);
      }
    }
    for (Device device : devices) {
      if (device instanceof Vlan vlan) {
        arrangement.checkPlace(vlan);
      }
    }
    arrangement.dropWhatStandsOnNothing();
    return new NetConfig(List.copyOf(arrangement.kept.values()), arrangement.primary());
  }

  private void join(Bond bond) {
    String name = bond.id().text();
    for (InterfaceName card : bond.interfaces()) {
      String other = bondOf.putIfAbsent(card.text(), name);
      if (other != null) {
        problem(
            name,
            "interfaces",
            "'" + card + "' is in bond '" + other + "' already",
            "write it into one of them");
        kept.remove(name);
      }
      if (declarations.containsKey(card.text())) {
        problem(
            name,
            "interfaces",
            "'" + card + "' is in this bond, and has a table of its own",
            "take out [" + card + "]; addresses belong into [" + name + "]");
        kept.remove(card.text());
      }
    }
  }

  private void checkPlace(Vlan vlan) {
    String name = vlan.id().text();
    String below = vlan.device().text();
    String bond = bondOf.get(below);
    if (bond != null) {
      refuse(name, "device", "'" + below + "' is in bond '" + bond + "'", "name '" + bond + "'");
    } else if (standsOnItself(vlan)) {
      refuse(name, "device", "'" + name + "' stands on itself", "name a card or a bond");
    } else {
      InterfaceName other = vlanOf.putIfAbsent(below + "/" + vlan.number(), vlan.id());
      if (other != null) {
        String found = "'" + other + "' is VLAN " + vlan.number() + " of '" + below + "' already";
        refuse(name, "id", found, "write another number");
      }
    }
  }

  private boolean standsOnItself(Vlan vlan) {
    Optional<Vlan> at = Optional.of(vlan);
    for (int steps = 0; steps < declarations.size() && at.isPresent(); steps++) {
      if (at.get().device().equals(vlan.id())) {
        return true;
      }
      at = vlan(at.get().device().text());
    }
    return false;
  }

  private Optional<Vlan> vlan(String name) {
    return Optional.ofNullable(declarations.get(name))
        .flatMap(Declaration::device)
        .flatMap(device -> device instanceof Vlan vlan ? Optional.of(vlan) : Optional.empty());
  }

  private void dropWhatStandsOnNothing() {
    boolean dropped = true;
    while (dropped) {
      dropped =
          kept.values()
              .removeIf(device ->
                  device instanceof Vlan vlan
                      && declarations.containsKey(vlan.device().text())
                      && !kept.containsKey(vlan.device().text()));
    }
  }

  private Optional<DeviceId> primary() {
    String first = "";
    for (Declaration declaration : declarations.values()) {
      if (declaration.isPrimary() && first.isEmpty()) {
        first = declaration.id();
      } else if (declaration.isPrimary()) {
        String found = "a second primary device, after '" + first + "'";
        problem(declaration.id(), "primary", found, "write primary = true for one of them");
      }
    }
    return Optional.ofNullable(kept.get(first))
        .or(() -> kept.values().stream().findFirst())
        .map(Device::id);
  }

  private void refuse(String id, String key, String found, String instead) {
    problem(id, key, found, instead);
    kept.remove(id);
  }

  private void problem(String id, String key, String found, String instead) {
    Optional.ofNullable(declarations.get(id))
        .ifPresent(declaration -> declaration.table().problem(key, found, instead));
  }
}
