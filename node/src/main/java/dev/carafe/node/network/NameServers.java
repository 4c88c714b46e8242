package dev.carafe.node.network;

/// Whose name servers are asked.
public enum NameServers {
  /// Those that DHCP and routers name.
  OFFERED,
  /// Those of the settings alone, which stand in for what is offered.
  OWN
}
