package dev.carafe.node.cri;

/// Whether mounts that are made below a container's mount, once it runs, are seen on the other
/// side; `MountPropagation` of the container runtime interface.
public enum Propagation {
  /// Neither side sees those of the other.
  PRIVATE(0),
  /// The container sees those of the host.
  FROM_HOST(1),
  /// Each side sees those of the other.
  SHARED(2);

  private final int number;

  Propagation(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
