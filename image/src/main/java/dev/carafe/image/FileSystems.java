package dev.carafe.image;

import dev.carafe.image.cpio.CpioArchive;
import dev.carafe.image.process.Command;
import dev.carafe.image.tar.TarArchive;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;

/// Makes file systems of trees with the tools of the archive.
///
/// @param time that of every file
record FileSystems(ToolsTree tools, Instant time) {
  /// Writes an uncompressed erofs of what is below `usr`. It is fed a tar archive, so owners and
  /// modes need no root.
  void writeErofs(FileTree tree, UUID uuid, Path target) {
    String seconds = String.valueOf(time.getEpochSecond());
    Command make =
        tools.command(
            "mkfs.erofs",
            "--quiet",
            "--tar=f",
            "--all-root",
            "-T" + seconds,
            "-U" + uuid,
            "-x-1",
            "-Enoinline_data",
            target.toString());
    make.run(in -> writeTar(tree, in));
  }

  private void writeTar(FileTree tree, java.io.OutputStream in) throws IOException {
    try (WritableByteChannel channel = Channels.newChannel(new BufferedOutputStream(in, 1 << 20))) {
      TarArchive.write(channel, tree.below("usr").entries(), time);
    }
  }

  /// Writes a cpio archive, as the kernel takes its first user land: unpacked, as a delta of what
  /// is packed would be all of it.
  void writeInitrd(FileTree tree, Path target) throws IOException {
    try (FileChannel channel =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      CpioArchive.write(channel, tree.entries(), time);
    }
  }
}
