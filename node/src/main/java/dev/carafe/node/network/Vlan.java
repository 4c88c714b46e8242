package dev.carafe.node.network;

/// A virtual network on another device, whose packets carry a number.
///
/// @param device what it is stacked on
/// @param number 0 to 4094 ([IEEE 802.1Q](https://en.wikipedia.org/wiki/IEEE_802.1Q))
public record Vlan(InterfaceName id, InterfaceName device, int number, IpConfig ip)
    implements Device {
  static final int LARGEST = 4094;

  public Vlan {
    if (number < 0 || number > LARGEST) {
      throw new IllegalArgumentException("a VLAN's number is 0 to " + LARGEST + ": " + number);
    }
  }
}
