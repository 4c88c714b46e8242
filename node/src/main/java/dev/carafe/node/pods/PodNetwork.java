package dev.carafe.node.pods;

/// The network of pods, as the bridge's configuration in `/etc/cni/net.d` has it.
final class PodNetwork {
  static final String SUBNET = "10.88.0.0/16";

  /// The bridge's own address. The host's resolver listens there too, so a pod that was made before
  /// the host knew any name server, or before it learned of another, asks the right one.
  static final String GATEWAY = "10.88.0.1";

  private PodNetwork() {}
}
