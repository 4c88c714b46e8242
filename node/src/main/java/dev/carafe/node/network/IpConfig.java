package dev.carafe.node.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a device has of IP.
///
/// @param static4 IPv4 addresses with their prefix lengths
/// @param static6 IPv6 addresses with their prefix lengths
/// @param mtu the largest packet in bytes, instead of what the card or DHCP says
public record IpConfig(
    Optional<Dhcp> dhcp4,
    Optional<Dhcp> dhcp6,
    List<String> static4,
    List<String> static6,
    List<Route> routes,
    OptionalLong mtu) {

  public IpConfig {
    static4 = List.copyOf(static4);
    static6 = List.copyOf(static6);
    routes = List.copyOf(routes);
  }

  /// A device that only carries others.
  static IpConfig none() {
    return ofDhcp(Optional.empty(), Optional.empty());
  }

  static IpConfig ofDhcp(Optional<Dhcp> dhcp4, Optional<Dhcp> dhcp6) {
    return new IpConfig(dhcp4, dhcp6, List.of(), List.of(), List.of(), OptionalLong.empty());
  }

  /// Whether anything is said about addresses, be it only that there are none.
  boolean isSaid() {
    return dhcp4.isPresent() || dhcp6.isPresent() || !static4.isEmpty() || !static6.isEmpty();
  }

  boolean uses4() {
    return dhcp4.isPresent() && dhcp4.get().enabled();
  }

  boolean uses6() {
    return dhcp6.isPresent() && dhcp6.get().enabled();
  }
}
