package dev.carafe.node.containerd;

/// A process besides a container's own.
///
/// @param container the container's id
/// @param name no other process of the container has it
record ProcessId(String container, String name) {}
