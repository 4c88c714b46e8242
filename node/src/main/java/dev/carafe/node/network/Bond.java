package dev.carafe.node.network;

import java.util.List;
import java.util.OptionalLong;

/// Several cards as one device, of which one works and the others stand by (mode `active-backup`).
///
/// Source: [Linux Ethernet bonding](https://docs.kernel.org/networking/bonding.html).
///
/// @param interfaces the cards, the preferred one first
/// @param minLinks how many cards need a link for the bond to have one
public record Bond(
    InterfaceName id,
    List<InterfaceName> interfaces,
    OptionalLong minLinks,
    BondMonitoring monitoring,
    IpConfig ip)
    implements Device {

  public Bond {
    interfaces = List.copyOf(interfaces);
    if (interfaces.isEmpty()) {
      throw new IllegalArgumentException("bond '" + id + "' has no interfaces");
    }
  }
}
