package dev.carafe.node.host;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/// The addresses by which others reach this node.
public final class Addresses {
  private Addresses() {}

  /// IPv4 addresses of interfaces that are up, without loopback and those of pods.
  public static List<String> now() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(network ->
              !network.getName().startsWith("veth") && !network.getName().equals("carafe0"))
          .filter(network -> !network.getName().equals("lo"))
          .flatMap(network -> network.getInterfaceAddresses().stream())
          .map(InterfaceAddress::getAddress)
          .filter(Inet4Address.class::isInstance)
          .map(address -> String.valueOf(address.getHostAddress()))
          .sorted()
          .toList();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }
}
