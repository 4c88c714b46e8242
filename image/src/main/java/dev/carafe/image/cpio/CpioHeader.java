package dev.carafe.image.cpio;

import dev.carafe.image.tree.TreeEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/// The fields of an entry, and its name.
record CpioHeader(String name, long inode, long mode, long links, long modified, long fileSize) {
  private static final String MAGIC = "070701";
  private static final int SIZE = 110;
  private static final int DIGITS = 8;
  private static final int DIRECTORY = 0040000;
  private static final int FIFO = 0010000;
  private static final int REGULAR = 0100000;
  private static final int SYMLINK = 0120000;

  CpioHeader {
    if (fileSize > 0xffff_ffffL) {
      throw new IllegalArgumentException(name + " is larger than cpio can hold: " + fileSize);
    }
  }

  static CpioHeader of(TreeEntry entry, int inode, long modified) {
    String path = entry.path();
    return switch (entry) {
      case TreeEntry.Directory directory ->
          new CpioHeader(path, inode, DIRECTORY | directory.mode(), 2, modified, 0);
      case TreeEntry.Fifo pipe -> new CpioHeader(path, inode, FIFO | pipe.mode(), 1, modified, 0);
      case TreeEntry.RegularFile file ->
          new CpioHeader(path, inode, REGULAR | file.mode(), 1, modified, file.content().size());
      case TreeEntry.Symlink link ->
          new CpioHeader(
              path, inode, SYMLINK | link.mode(), 1, modified, encoded(link.target()).length);
    };
  }

  static CpioHeader trailer(String name) {
    return new CpioHeader(name, 0, 0, 1, 0, 0);
  }

  /// The header and the name, padded.
  byte[] bytes() {
    byte[] encoded = encoded(name);
    int nameSize = encoded.length + 1;
    String fields =
        MAGIC
            + hex(inode)
            + hex(mode)
            + hex(0) // uid
            + hex(0) // gid
            + hex(links)
            + hex(modified)
            + hex(fileSize)
            + hex(0).repeat(4) // device numbers
            + hex(nameSize)
            + hex(0); // checksum, unused in this form
    byte[] all =
        Arrays.copyOf(
            fields.getBytes(StandardCharsets.US_ASCII),
            SIZE + nameSize + CpioArchive.padding(SIZE + nameSize));
    System.arraycopy(encoded, 0, all, SIZE, encoded.length);
    return all;
  }

  /// Reads a header and the name, up to the content.
  static CpioHeader read(ByteBuffer rest) {
    int start = rest.position();
    String fields = text(rest, start, SIZE);
    if (!fields.startsWith(MAGIC)) {
      throw new BadCpioException(
          start, "expected %s, found '%s'".formatted(MAGIC, fields.substring(0, 6)));
    }
    int nameSize = (int) Math.min(field(fields, 11, start), Integer.MAX_VALUE / 2);
    String name = text(rest, start + SIZE, nameSize);
    rest.position(
        Math.min(rest.limit(), start + SIZE + nameSize + CpioArchive.padding(SIZE + nameSize)));
    return new CpioHeader(
        name.substring(0, Math.max(0, name.length() - 1)),
        field(fields, 0, start),
        field(fields, 1, start),
        field(fields, 4, start),
        field(fields, 5, start),
        field(fields, 6, start));
  }

  private static long field(String fields, int index, int start) {
    int from = MAGIC.length() + index * DIGITS;
    try {
      return HexFormat.fromHexDigitsToLong(fields, from, from + DIGITS);
    } catch (IllegalArgumentException e) {
      throw new BadCpioException(
          start, "expected hexadecimal digits, found '" + fields.substring(from, from + 8) + "'");
    }
  }

  private static String text(ByteBuffer rest, int from, int length) {
    if (length > rest.limit() - from) {
      throw new BadCpioException(
          from, "expected %d bytes, found %d".formatted(length, rest.limit() - from));
    }
    byte[] bytes = new byte[length];
    rest.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] encoded(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(long value) {
    return String.format(Locale.ROOT, "%08x", value);
  }
}
