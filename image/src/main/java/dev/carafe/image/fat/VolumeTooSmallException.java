package dev.carafe.image.fat;

import dev.carafe.image.ImageException;

/// So small a volume would be no FAT32: firmware tells the kind by the number of clusters alone.
public final class VolumeTooSmallException extends ImageException {
  private static final long serialVersionUID = 1L;

  VolumeTooSmallException(long clusters, long sectors) {
    super(
        "could not make a FAT32 volume: expected room for %d clusters, found %d sectors"
            .formatted(clusters, sectors));
  }
}
