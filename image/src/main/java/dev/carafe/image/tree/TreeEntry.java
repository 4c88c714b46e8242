package dev.carafe.image.tree;

import dev.carafe.image.content.Content;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One entry of a file tree that goes into an archive. All belong to root.
///
/// A path is relative, without `.`, `..`, empty parts or a slash at either end:
/// `usr/lib/os-release`. A mode holds permissions only (`07777`). An archive is written in the
/// order given, so a directory stands before what is in it.
public sealed interface TreeEntry {

  /// Where in the tree.
  String path();

  /// Permission bits.
  int mode();

  /// A directory.
  record Directory(String path, int mode) implements TreeEntry {
    public Directory {
      check(path, mode);
    }
  }

  /// A regular file, with extended attributes by name (`security.capability`), which only some
  /// archives carry.
  record RegularFile(String path, int mode, Content content, Map<String, ByteBuffer> attributes)
      implements TreeEntry {
    public RegularFile {
      check(path, mode);
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /// A file without extended attributes.
    public RegularFile(String path, int mode, Content content) {
      this(path, mode, content, Map.of());
    }
  }

  /// A symbolic link.
  record Symlink(String path, String target) implements TreeEntry {
    public Symlink {
      check(path, 0);
      if (target.isEmpty() || target.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("not the target of a symbolic link: '" + target + "'");
      }
    }

    @Override
    public int mode() {
      return 0777;
    }
  }

  /// A named pipe, which only some archives carry.
  record Fifo(String path, int mode) implements TreeEntry {
    public Fifo {
      check(path, mode);
    }
  }

  private static void check(String path, int mode) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("not a relative path: '" + path + "'");
      }
    }
    if ((mode & ~07777) != 0) {
      throw new IllegalArgumentException("not permissions: 0%o for %s".formatted(mode, path));
    }
  }
}
