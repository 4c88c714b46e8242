package dev.carafe.image.fat;

import dev.carafe.image.content.Content;

/// A file on a FAT volume; the directories of its path come into being with it.
///
/// @param path with slashes, without one at the start: `EFI/BOOT/BOOTX64.EFI`
public record FatFile(String path, Content content) {
  private static final long LARGEST = 0xffff_ffffL;

  public FatFile {
    if (content.size() > LARGEST) {
      throw new IllegalArgumentException(
          "%s is larger than FAT can hold: %d".formatted(path, content.size()));
    }
  }
}
