package dev.carafe.node.pods;

import dev.carafe.node.cri.Propagation;

/// Where a container sees one of its pod's volumes.
///
/// @param volume its name
/// @param path in the container
/// @param readOnly whether it cannot write to it
public record VolumeMount(String volume, String path, boolean readOnly, Propagation propagation) {

  /// A mount whose sides do not see each other's mounts, as all are that settings declare.
  public VolumeMount(String volume, String path, boolean readOnly) {
    this(volume, path, readOnly, Propagation.PRIVATE);
  }
}
