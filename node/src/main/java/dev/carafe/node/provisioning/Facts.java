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
        provider.or(earlier::provider),
        hostname.or(earlier::hostname),
        region.or(earlier::region),
        zone.or(earlier::zone),
        instanceId.or(earlier::instanceId),
        instanceType.or(earlier::instanceType));
  }
}
