package dev.carafe.node.cri;

/// A file or folder of the host that a container sees.
///
/// @param containerPath where it sees it
/// @param readOnly whether it cannot write to it
public record Mount(
    String containerPath, String hostPath, boolean readOnly, Propagation propagation) {}
