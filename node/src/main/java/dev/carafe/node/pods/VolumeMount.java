package dev.carafe.node.pods;

/// Where a container sees one of its pod's volumes.
///
/// @param volume its name
/// @param path in the container
/// @param readOnly whether it cannot write to it
public record VolumeMount(String volume, String path, boolean readOnly) {}
