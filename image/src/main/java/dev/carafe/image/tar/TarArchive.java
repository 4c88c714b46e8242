package dev.carafe.image.tar;

import dev.carafe.image.tree.TreeEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.List;

/// A tar archive in the POSIX pax form: ustar headers, preceded by an extended header where a name
/// is too long for one or where there are extended attributes.
///
/// It feeds `mkfs.erofs --tar=f`. The same entries give the same bytes: owners are 0, all times are
/// the one that is given. Contents go from file to target without passing through the heap.
///
/// Source: [POSIX.1-2024 pax, "Extended Description"](
/// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html).
public final class TarArchive {
  private static final int BLOCK = 512;

  private TarArchive() {}

  /// Writes an archive, with the two zero blocks that end it.
  public static void write(WritableByteChannel target, List<TreeEntry> entries, Instant time)
      throws IOException {
    for (TreeEntry entry : entries) {
      writeEntry(target, entry, time.getEpochSecond());
    }
    write(target, new byte[2 * BLOCK]);
  }

  private static void writeEntry(WritableByteChannel target, TreeEntry entry, long time)
      throws IOException {
    PaxRecords records = PaxRecords.of(entry);
    if (!records.isEmpty()) {
      byte[] body = records.bytes();
      write(target, TarHeader.extended(body.length, time).bytes());
      write(target, body);
      pad(target, body.length);
    }
    TarHeader header = TarHeader.of(entry, time);
    write(target, header.bytes());
    if (entry instanceof TreeEntry.RegularFile file) {
      file.content().writeTo(target);
      pad(target, header.size());
    }
  }

  private static void pad(WritableByteChannel target, long size) throws IOException {
    write(target, new byte[(int) (-size & (BLOCK - 1))]);
  }

  private static void write(WritableByteChannel target, byte[] bytes) throws IOException {
    for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
      target.write(left);
    }
  }
}
