package dev.carafe.image.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.image.tree.TreeEntry;
import java.util.Arrays;
import java.util.Locale;

/// A ustar header block.
///
/// @param name the path; what does not fit is cut, and stands in an extended header
/// @param target of a symbolic link, or empty
record TarHeader(byte type, String name, int mode, long size, long modified, String target) {
  /// The longest name and link target that a header holds.
  static final int NAME_SIZE = 100;

  private static final int BLOCK = 512;

  TarHeader {
    if (size > 0_77777777777L) {
      throw new IllegalArgumentException(name + " is larger than tar can hold: " + size);
    }
  }

  static TarHeader of(TreeEntry entry, long modified) {
    String path = entry.path();
    return switch (entry) {
      case TreeEntry.Directory directory ->
          new TarHeader((byte) '5', path + "/", directory.mode(), 0, modified, "");
      case TreeEntry.Fifo pipe -> new TarHeader((byte) '6', path, pipe.mode(), 0, modified, "");
      case TreeEntry.RegularFile file ->
          new TarHeader((byte) '0', path, file.mode(), file.content().size(), modified, "");
      case TreeEntry.Symlink link ->
          new TarHeader((byte) '2', path, link.mode(), 0, modified, link.target());
    };
  }

  static TarHeader extended(long size, long modified) {
    return new TarHeader((byte) 'x', "PaxHeader", 0644, size, modified, "");
  }

  byte[] bytes() {
    byte[] block = new byte[BLOCK];
    for (Field field : Field.values()) {
      byte[] value = field.value(this);
      System.arraycopy(value, 0, block, field.offset, Math.min(value.length, field.size));
    }
    put(block, Field.CHECKSUM, sum(block));
    return block;
  }

  /// The sum is taken with its own field blank, and ends in NUL and a blank.
  private static void put(byte[] block, Field field, int sum) {
    byte[] digits = String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(UTF_8);
    System.arraycopy(digits, 0, block, field.offset, digits.length);
  }

  private static int sum(byte[] block) {
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    return sum;
  }

  /// Source: POSIX pax, "ustar Interchange Format", table "ustar Header Block".
  private enum Field {
    NAME(0, NAME_SIZE),
    MODE(100, 8),
    UID(108, 8),
    GID(116, 8),
    SIZE(124, 12),
    MTIME(136, 12),
    CHECKSUM(148, 8),
    TYPE(156, 1),
    LINK(157, NAME_SIZE),
    MAGIC(257, 6),
    VERSION(263, 2),
    USER(265, 32),
    GROUP(297, 32);

    private final int offset;
    private final int size;

    Field(int offset, int size) {
      this.offset = offset;
      this.size = size;
    }

    private byte[] value(TarHeader header) {
      return switch (this) {
        case NAME -> header.name.getBytes(UTF_8);
        case MODE -> octal(header.mode);
        case UID, GID -> octal(0);
        case SIZE -> octal(header.size);
        case MTIME -> octal(header.modified);
        case CHECKSUM -> blanks();
        case TYPE -> new byte[] {header.type};
        case LINK -> header.target.getBytes(UTF_8);
        case MAGIC -> "ustar\0".getBytes(UTF_8);
        case VERSION -> "00".getBytes(UTF_8);
        case USER, GROUP -> "root".getBytes(UTF_8);
      };
    }

    private byte[] octal(long value) {
      return String.format(Locale.ROOT, "%0" + (size - 1) + "o", value).getBytes(UTF_8);
    }

    private byte[] blanks() {
      byte[] blanks = new byte[size];
      Arrays.fill(blanks, (byte) ' ');
      return blanks;
    }
  }
}
