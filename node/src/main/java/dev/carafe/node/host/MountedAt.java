package dev.carafe.node.host;

/// Where a file system can be reached.
///
/// @param type the kernel's name for its kind
/// @param bytes its size
/// @param available what of it could still be used
public record MountedAt(String path, String type, boolean readOnly, long bytes, long available) {}
