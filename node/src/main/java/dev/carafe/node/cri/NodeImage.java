package dev.carafe.node.cri;

/// An image that the runtime has.
///
/// @param name one of its names; its id where it has none
/// @param bytes as it was pulled
/// @param pinned whether the runtime keeps it for itself
public record NodeImage(String id, String name, long bytes, boolean pinned) {}
