package dev.carafe.image.erofs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// A small image that `mkfs.erofs` 1.5 wrote, with all that is read: inodes of both forms, data in
/// blocks and behind inodes, a directory of two blocks, extended attributes, a pipe; and the kinds
/// of files that a report tells apart: a program, a script, a library, a link to a program, a
/// set-user-ID file.
public final class SmallErofs {
  private SmallErofs() {}

  public static byte[] bytes() throws IOException {
    try (InputStream packed =
        new GZIPInputStream(
            Objects.requireNonNull(SmallErofs.class.getResourceAsStream("small.erofs.gz")))) {
      return packed.readAllBytes();
    }
  }

  /// One that does not say that its superblock has a checksum, which covers the whole first block.
  public static byte[] withoutChecksum() throws IOException {
    byte[] image = bytes();
    image[1024 + 8] &= ~1;
    return image;
  }
}
