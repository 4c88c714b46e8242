package dev.carafe.image.erofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A block of a directory: entries (`struct erofs_dirent`), then their names in the same order,
/// without anything between. The last name ends with a zero or with the block.
///
/// Source: Linux, `fs/erofs/erofs_fs.h` and `Documentation/filesystems/erofs.rst`.
final class DirectoryBlock {
  private static final int ENTRY = 12;

  private static final int INODE = 0; // u64
  private static final int NAME = 8; // u16

  private DirectoryBlock() {}

  /// A name, and the number of the inode that it stands for.
  record Name(String name, long inode) {}

  /// The names in a block but `.` and `..`.
  static List<Name> read(String path, ByteBuffer block) {
    try {
      int first = nameOffset(block, 0);
      if (first < ENTRY || first % ENTRY != 0) {
        throw new BadErofsException("expected names in directory '%s', found none".formatted(path));
      }
      List<Name> names = new ArrayList<>();
      for (int at = 0; at < first; at += ENTRY) {
        int start = nameOffset(block, at);
        int end = at + ENTRY < first ? nameOffset(block, at + ENTRY) : block.limit();
        Name name = new Name(text(block.slice(start, end - start)), block.getLong(at + INODE));
        if (!name.name.equals(".") && !name.name.equals("..")) {
          names.add(checked(path, name));
        }
      }
      return names;
    } catch (IndexOutOfBoundsException e) {
      throw new BadErofsException("directory '%s' points out of itself".formatted(path));
    }
  }

  private static int nameOffset(ByteBuffer block, int at) {
    return Short.toUnsignedInt(block.getShort(at + NAME));
  }

  private static Name checked(String path, Name name) {
    if (name.name.isEmpty() || name.name.contains("/")) {
      throw new BadErofsException(
          "expected names in directory '%s', found '%s'".formatted(path, name.name));
    }
    return name;
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString().replaceFirst("\0.*", "");
  }
}
