package dev.carafe.node.network;

/// A `.netdev` file: a virtual device to make.
final class NetdevText {
  private NetdevText() {}

  static String of(Vlan vlan) {
    return start(vlan.id(), "vlan")
        .section("VLAN")
        .entry("Id", Integer.toString(vlan.number()))
        .toString();
  }

  static String of(Bond bond) {
    UnitText text =
        start(bond.id(), "bond")
            .section("Bond")
            .entry("Mode", "active-backup")
            .entry("MinLinks", bond.minLinks());
    switch (bond.monitoring()) {
      case MiiMonitoring mii ->
          text.entry("MIIMonitorSec", mii.frequency())
              .entry("UpDelaySec", mii.upDelay())
              .entry("DownDelaySec", mii.downDelay());
      case ArpMonitoring arp ->
          text.entry("ARPIntervalSec", arp.interval())
              .entry("ARPValidate", arp.validate().toString())
              .entry("ARPAllTargets", "any")
              .entries("ARPIPTargets", arp.targets());
    }
    return text.toString();
  }

  private static UnitText start(InterfaceName name, String kind) {
    return new UnitText().section("NetDev").entry("Name", name.text()).entry("Kind", kind);
  }
}
