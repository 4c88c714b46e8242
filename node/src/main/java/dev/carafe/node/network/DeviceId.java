package dev.carafe.node.network;

/// What a device of the network is found by.
public sealed interface DeviceId permits InterfaceName, MacAddress {

  /// As it is written in `net.toml`, in its canonical form.
  String text();
}
