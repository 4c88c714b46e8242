package dev.carafe.node.provisioning;

import java.util.Optional;

/// What the place that a node runs in says of it.
///
/// @param provider `aws`, `gce`, `openstack` or `nocloud`
/// @param instanceId the name that the provider has for this machine alone
/// @param instanceType the provider's word for its size
public record Facts(
    Optional<String> provider,
    Optional<String> hostname,
    Optional<String> region,
    Optional<String> zone,
    Optional<String> instanceId,
    Optional<String> instanceType) {

  /// Nobody says anything.
  public static Facts none() {
    return new Facts(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// These, and those that only `earlier` has.
  public Facts over(Facts earlier) {
    return new Facts(
        either(provider, earlier.provider),
        either(hostname, earlier.hostname),
        either(region, earlier.region),
        either(zone, earlier.zone),
        either(instanceId, earlier.instanceId),
        either(instanceType, earlier.instanceType));
  }

  /// Without a lambda for each: this is on the way of every start.
  private static Optional<String> either(Optional<String> first, Optional<String> second) {
    return first.isPresent() ? first : second;
  }
}
