package dev.carafe.node.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of systemd-networkd that make a network what it is wanted to be.
///
/// Sources:
/// [systemd.network(5)](https://www.freedesktop.org/software/systemd/man/latest/systemd.network.html),
/// [systemd.netdev(5)](https://www.freedesktop.org/software/systemd/man/latest/systemd.netdev.html).
public final class NetworkdFiles {
  private static final String FOLDER = "etc/systemd/network/";

  /// An empty file in `/etc` takes the place of the image's, which asks for addresses on every
  /// card.
  private static final String MASK = FOLDER + "80-carafe-dhcp.network";

  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, List<InterfaceName>> vlans = new HashMap<>();

  private final NameServers nameServers;

  private NetworkdFiles(List<Device> devices, NameServers nameServers) {
    this.nameServers = nameServers;
    for (Device device : devices) {
      if (device instanceof Vlan vlan) {
        vlans.computeIfAbsent(vlan.device().text(), _ -> new ArrayList<>()).add(vlan.id());
      }
    }
  }

  /// Each file's path below the root, and its text. A network without any device leaves the image's
  /// file in force, so that the node can be reached.
  public static Map<String, String> of(NetConfig config, NameServers nameServers) {
    NetworkdFiles files = new NetworkdFiles(config.devices(), nameServers);
    if (!config.devices().isEmpty()) {
      files.files.put(MASK, "");
    }
    config.devices().forEach(files::add);
    files.addCarriers();
    return files.files;
  }

  private void add(Device device) {
    switch (device) {
      case Card _ -> {}
      case Bond bond -> addBond(bond);
      case Vlan vlan -> put(vlan.id(), "netdev", NetdevText.of(vlan));
    }
    put(device.id(), "network", text(device.id(), device.ip()));
  }

  private void addBond(Bond bond) {
    put(bond.id(), "netdev", NetdevText.of(bond));
    boolean isFirst = true;
    for (InterfaceName card : bond.interfaces()) {
      put(card, "network", NetworkText.inBond(card, bond.id(), isFirst));
      isFirst = false;
    }
  }

  /// Cards that nobody configures but that VLANs stand on.
  private void addCarriers() {
    for (String name : vlans.keySet()) {
      InterfaceName card = new InterfaceName(name);
      if (!files.containsKey(path(card, "network"))) {
        put(card, "network", text(card, IpConfig.none()));
      }
    }
  }

  private String text(DeviceId id, IpConfig ip) {
    return NetworkText.of(id, ip, vlans.getOrDefault(id.text(), List.of()), nameServers);
  }

  private void put(DeviceId id, String kind, String text) {
    files.put(path(id, kind), text);
  }

  private static String path(DeviceId id, String kind) {
    return FOLDER + "10-" + id.text().replace(':', '-') + "." + kind;
  }
}
