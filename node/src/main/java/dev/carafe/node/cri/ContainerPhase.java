package dev.carafe.node.cri;

/// `ContainerState` of the container runtime interface, in its order.
enum ContainerPhase {
  CREATED,
  RUNNING,
  EXITED,
  UNKNOWN;

  private static final ContainerPhase[] PHASES = values();

  static ContainerPhase of(long number) {
    return number >= 0 && number < PHASES.length ? PHASES[(int) number] : UNKNOWN;
  }
}
