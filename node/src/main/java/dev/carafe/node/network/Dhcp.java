package dev.carafe.node.network;

import java.util.OptionalLong;

/// Whether an address is asked for.
///
/// @param optional whether the machine counts as online without it
/// @param routeMetric of the routes that the server names; lower is preferred
public record Dhcp(boolean enabled, boolean optional, OptionalLong routeMetric) {

  /// DHCP as `true` and `false` mean it.
  static Dhcp of(boolean enabled) {
    return new Dhcp(enabled, false, OptionalLong.empty());
  }

  boolean isRequired() {
    return enabled && !optional;
  }
}
