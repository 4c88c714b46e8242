package dev.carafe.image.erofs;

import dev.carafe.disk.bytes.ByteSource;

/// What stands at a path of an erofs.
///
/// A path is relative, without a slash at either end; that of the root is empty. A mode holds
/// permissions only (`07777`).
public sealed interface ErofsEntry {

  /// Where in the tree.
  String path();

  /// Permission bits.
  int mode();

  /// Whose it is.
  Owner owner();

  /// A directory.
  record Directory(String path, int mode, Owner owner) implements ErofsEntry {}

  /// A regular file.
  ///
  /// @param content can be read as long as the image is open
  record RegularFile(String path, int mode, Owner owner, ByteSource content)
      implements ErofsEntry {}

  /// A symbolic link.
  record Symlink(String path, int mode, Owner owner, String target) implements ErofsEntry {}

  /// A device, a socket or a pipe.
  record Special(String path, int mode, Owner owner) implements ErofsEntry {}
}
