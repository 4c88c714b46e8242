package dev.carafe.node.network;

/// A device that `net.toml` configures.
public sealed interface Device permits Card, Bond, Vlan {

  /// What it is found by; bonds and VLANs always have a name.
  DeviceId id();

  IpConfig ip();
}
