package dev.carafe.image.fat;

import dev.carafe.image.ImageException;

/// The files do not fit on the volume.
public final class VolumeFullException extends ImageException {
  private static final long serialVersionUID = 1L;

  VolumeFullException(String path, long size, long free) {
    super(
        "could not write %s: expected %d bytes of room on the FAT volume, found %d"
            .formatted(path, size, free));
  }
}
