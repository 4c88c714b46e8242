package dev.carafe.image.erofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.disk.bytes.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Reads an uncompressed erofs, as `/usr` is.
///
/// Only what is asked for is read, so the size of the image does not matter.
///
/// Source: Linux, `Documentation/filesystems/erofs.rst`.
public final class ErofsFileSystem {
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMLINK = 0120000;
  private static final int PERMISSIONS = 07777;
  private static final int LONGEST_TARGET = 4096;

  private final ByteSource image;
  private final Superblock superblock;

  private ErofsFileSystem(ByteSource image, Superblock superblock) {
    this.image = image;
    this.superblock = superblock;
  }

  /// Reads the superblock.
  ///
  /// @param image at least as long as the file system
  /// @throws BadErofsException where it is none, or compressed
  public static ErofsFileSystem of(ByteSource image) throws IOException {
    return new ErofsFileSystem(image, Superblock.read(image));
  }

  /// Its name.
  public UUID uuid() {
    return superblock.uuid();
  }

  /// How many bytes it has.
  public long size() {
    return superblock.blocks() * superblock.blockSize();
  }

  /// What stands at a path. Symbolic links are not followed.
  public Optional<ErofsEntry> entry(String path) throws IOException {
    return entries().stream().filter(entry -> entry.path().equals(path)).findFirst();
  }

  /// All entries from the root on; each directory before what is in it, names in their byte order.
  ///
  /// @throws BadErofsException where something has not the form that it must have
  public List<ErofsEntry> entries() throws IOException {
    List<ErofsEntry> entries = new ArrayList<>();
    visitAll((path, inode, content) -> entries.add(entry(path, inode, content)));
    return entries;
  }

  /// Which blocks files and directories have for themselves, in the order of [#entries()]. What
  /// stands behind its inode has none.
  ///
  /// @throws BadErofsException where something has not the form that it must have
  public List<ErofsExtent> extents() throws IOException {
    List<ErofsExtent> extents = new ArrayList<>();
    visitAll((path, inode, _) -> {
      long blocks = isStored(inode) ? inode.wholeBlocks(superblock.blockSize()) : 0;
      if (blocks > 0) {
        extents.add(new ErofsExtent(path, inode.block(), blocks));
      }
    });
    return extents;
  }

  private interface Visitor {
    void visit(String path, Inode inode, ByteSource content) throws IOException;
  }

  private void visitAll(Visitor visitor) throws IOException {
    visit("", superblock.root(), visitor, new HashSet<>());
  }

  private void visit(String path, long number, Visitor visitor, Set<Long> directories)
      throws IOException {
    Inode inode = Inode.read(image, superblock, number);
    ByteSource content = content(path, inode);
    visitor.visit(path, inode, content);
    if ((inode.mode() & TYPE) != DIRECTORY) {
      return;
    }
    if (!directories.add(number)) {
      throw new BadErofsException("expected one way to directory '%s', found two".formatted(path));
    }
    for (DirectoryBlock.Name name : names(path, content)) {
      String below = path.isEmpty() ? name.name() : path + "/" + name.name();
      visit(below, name.inode(), visitor, directories);
    }
  }

  /// Whether it has content of its own.
  private static boolean isStored(Inode inode) {
    int type = inode.mode() & TYPE;
    return type == DIRECTORY || type == REGULAR || type == SYMLINK;
  }

  private ByteSource content(String path, Inode inode) throws IOException {
    if (!isStored(inode)) {
      return ByteSource.of(new byte[0]);
    }
    try {
      return inode.content(image, superblock.blockSize());
    } catch (EOFException e) {
      throw new BadErofsException("content of '%s'".formatted(path), e);
    }
  }

  private static ErofsEntry entry(String path, Inode inode, ByteSource content) throws IOException {
    int mode = inode.mode() & PERMISSIONS;
    return switch (inode.mode() & TYPE) {
      case DIRECTORY -> new ErofsEntry.Directory(path, mode, inode.owner());
      case REGULAR -> new ErofsEntry.RegularFile(path, mode, inode.owner(), content);
      case SYMLINK -> new ErofsEntry.Symlink(path, mode, inode.owner(), target(path, content));
      default -> new ErofsEntry.Special(path, mode, inode.owner());
    };
  }

  private static String target(String path, ByteSource content) throws IOException {
    if (content.size() == 0 || content.size() > LONGEST_TARGET) {
      throw new BadErofsException(
          "expected a target of symbolic link '%s', found %d bytes"
              .formatted(path, content.size()));
    }
    return new String(content.bytes(), UTF_8);
  }

  private List<DirectoryBlock.Name> names(String path, ByteSource content) throws IOException {
    List<DirectoryBlock.Name> names = new ArrayList<>();
    for (long at = 0; at < content.size(); at += superblock.blockSize()) {
      long size = Math.min(superblock.blockSize(), content.size() - at);
      names.addAll(DirectoryBlock.read(path, content.read(at, size)));
    }
    return names;
  }
}
