package dev.carafe.node.provisioning;

/// Where a provision comes from, in the order in which later ones override earlier ones: what is
/// nearer to who runs this one machine holds.
///
/// Also in `docs/usage/provisioning.md`.
public enum Origin {
  /// Files on the data partition.
  FILE("files"),
  /// EC2's instance metadata service.
  EC2("EC2"),
  /// The metadata server of Google Compute Engine.
  GCE("Compute Engine"),
  /// A disk as OpenStack makes it.
  CONFIG_DRIVE("config drive"),
  /// A disk as people make it for cloud-init.
  NO_CLOUD("NoCloud"),
  /// Credentials and QEMU's firmware configuration.
  HYPERVISOR("hypervisor");

  private final String label;

  Origin(String label) {
    this.label = label;
  }

  /// What people call it.
  public String label() {
    return label;
  }
}
