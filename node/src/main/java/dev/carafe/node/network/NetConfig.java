package dev.carafe.node.network;

import dev.carafe.settings.Problem;
import java.util.List;
import java.util.Optional;

/// The network as its user wants it, from `net.toml` of any version or the kernel's command line.
/// Only what is named here is configured.
///
/// Names are unique, a VLAN's device is a device of this list or a card, and a bond's interfaces
/// are cards that nothing else configures.
///
/// Source: [Bottlerocket's network
/// configuration](https://github.com/bottlerocket-os/bottlerocket/blob/develop/PROVISIONING-METAL.md)
/// and its `netdog`.
///
/// @param devices in the order of the text
/// @param primary the device whose address is the node's: that which says so, or else the first
public record NetConfig(List<Device> devices, Optional<DeviceId> primary) {

  public NetConfig {
    devices = List.copyOf(devices);
  }

  /// Reads a text. What is wrong in it is a problem, what is valid stays.
  ///
  /// @param source what problems call the text
  public static NetConfig read(String source, String text, List<Problem> problems) {
    return new NetConfigReader(problems).read(source, text);
  }

  /// Reads `netdog.default-interface=NAME:OPTIONS` of a kernel's command line; empty where it is
  /// not there, or names no interface.
  ///
  /// @param source what problems call the command line
  public static Optional<NetConfig> readCommandLine(
      String source, String commandLine, List<Problem> problems) {
    return new DefaultInterface(source, problems).read(commandLine);
  }

  static NetConfig none() {
    return new NetConfig(List.of(), Optional.empty());
  }
}
