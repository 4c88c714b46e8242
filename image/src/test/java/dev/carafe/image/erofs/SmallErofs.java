package dev.carafe.image.erofs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// A small image that `mkfs.erofs` 1.5 wrote, with all that is read: inodes of both forms, data in
/// blocks and behind inodes, a directory of two blocks, extended attributes, a pipe.
final class SmallErofs {
  private SmallErofs() {}

  static byte[] bytes() throws IOException {
    try (InputStream packed =
        new GZIPInputStream(
            Objects.requireNonNull(SmallErofs.class.getResourceAsStream("small.erofs.gz")))) {
      return packed.readAllBytes();
    }
  }
}
