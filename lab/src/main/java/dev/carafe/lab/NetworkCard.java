package dev.carafe.lab;

/// A network card beside a machine's first. The guest's name for the first of them is `enp0s16`,
/// for the next `enp0s17`, whatever else the machine has.
///
/// @param mac its address, `52:54:00:` and three bytes
/// @param network what it is plugged into; cards with the same are connected
public record NetworkCard(String mac, Network network) {
  private static final String QEMU = "52:54:00:";

  /// Where the cards of one machine meet.
  public sealed interface Network {

    int number();

    /// A network with a DHCP server, a name server and a way out, `10.0.(100 + NUMBER).0/24`.
    record User(int number) implements Network {}

    /// A wire, with nothing but the cards on it.
    record Segment(int number) implements Network {}
  }

  public NetworkCard {
    if (!mac.startsWith(QEMU) || mac.length() != QEMU.length() + 8) {
      throw new IllegalArgumentException("a card's address begins with " + QEMU + ": " + mac);
    }
  }
}
