package dev.carafe.image.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One 512-byte header block of a tar archive, in the forms that GNU tar and `dpkg-deb` write.
///
/// Source: [POSIX pax, "ustar Interchange
/// Format"](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06)
/// and [GNU tar, "Basic Tar
/// Format"](https://www.gnu.org/software/tar/manual/html_node/Standard.html).
///
/// @param type the type flag as a character
public record TarHeader(
    String name, int mode, int uid, int gid, long size, long modified, char type, String link) {
  /// What everything in an archive is a multiple of.
  public static final int BLOCK = 512;

  /// The next header; empty at the end of the archive, which is a block of zeros.
  public static Optional<TarHeader> read(InputStream in) throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw new EOFException("the tar archive ends within a header");
    }
    if (isZero(block)) {
      return Optional.empty();
    }
    demandChecksum(block);
    return Optional.of(
        new TarHeader(
            name(block),
            (int) Field.MODE.number(block),
            (int) Field.UID.number(block),
            (int) Field.GID.number(block),
            Field.SIZE.number(block),
            Field.MODIFIED.number(block),
            (char) block[Field.TYPE.offset],
            Field.LINK.text(block)));
  }

  /// How many bytes fill the last block of the content.
  public long padding() {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  /// A POSIX header may hold the first part of a long name elsewhere; GNU tar uses that place for
  /// other things.
  private static String name(byte[] block) {
    String prefix = Field.MAGIC.text(block).equals("ustar") ? Field.PREFIX.text(block) : "";
    return prefix.isEmpty() ? Field.NAME.text(block) : prefix + "/" + Field.NAME.text(block);
  }

  /// The sum of all bytes, those of the sum itself counted as blanks.
  private static void demandChecksum(byte[] block) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += Field.CHECKSUM.covers(i) ? ' ' : block[i] & 0xff;
    }
    if (sum != Field.CHECKSUM.number(block)) {
      throw new IOException(
          "expected a tar header with sum %d, found %d"
              .formatted(Field.CHECKSUM.number(block), sum));
    }
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /// Where each field stands in the block.
  private enum Field {
    NAME(0, 100),
    MODE(100, 8),
    UID(108, 8),
    GID(116, 8),
    SIZE(124, 12),
    MODIFIED(136, 12),
    CHECKSUM(148, 8),
    TYPE(156, 1),
    LINK(157, 100),
    MAGIC(257, 6),
    PREFIX(345, 155);

    private final int offset;
    private final int length;

    Field(int offset, int length) {
      this.offset = offset;
      this.length = length;
    }

    boolean covers(int at) {
      return at >= offset && at < offset + length;
    }

    /// Up to the first NUL.
    String text(byte[] block) {
      int end = offset;
      while (end < offset + length && block[end] != 0) {
        end++;
      }
      return new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }

    /// Octal digits, or GNU's base-256 where the first bit is set.
    long number(byte[] block) throws IOException {
      if ((block[offset] & 0x80) != 0) {
        return binary(block);
      }
      String digits = text(block).strip();
      try {
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
      } catch (NumberFormatException e) {
        throw new IOException(
            "expected an octal number in tar field %s, found '%s'".formatted(this, digits), e);
      }
    }

    private long binary(byte[] block) {
      long value = block[offset] & 0x7f;
      for (int i = offset + 1; i < offset + length; i++) {
        value = value << 8 | (block[i] & 0xff);
      }
      return value;
    }
  }
}
