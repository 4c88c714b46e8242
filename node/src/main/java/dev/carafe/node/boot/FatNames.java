package dev.carafe.node.boot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Names of files on the EFI system partition.
///
/// Linux writes a new name into the folder as that of an empty file, and takes the old one out;
/// where the content is, and how long, it keeps in memory with the file. Whoever syncs the folder
/// alone has an empty file after a cut of the power, and no other. Once the file is synced, the
/// folder's sector has it all at once.
///
/// Source: `vfat_rename` in Linux'
/// [fs/fat/namei_vfat.c](https://github.com/torvalds/linux/blob/v6.12/fs/fat/namei_vfat.c).
final class FatNames {
  private FatNames() {}

  /// Gives a file another name, for good but for the rest of the folder, which is synced after it.
  static void rename(Path folder, String from, String to) throws IOException {
    Path renamed = folder.resolve(to);
    Files.move(folder.resolve(from), renamed, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel file = FileChannel.open(renamed, StandardOpenOption.READ)) {
      file.force(true);
    }
  }
}
