package dev.carafe.image.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The entries of an unpacked package in a file, so that `data.tar` need not be walked again.
///
/// Big-endian: magic `CRFE`, version, number of entries; then of each entry a letter for its type
/// (`f`, `d`, `l`), mode, uid, gid, time, size, offset, path, link. Format:
/// `docs/formats/cache.md`.
final class EntryTable {
  private static final int MAGIC = 0x43524645;
  private static final int VERSION = 1;

  private EntryTable() {}

  static void write(Path file, List<DebEntry> entries) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(entries.size());
      for (DebEntry entry : entries) {
        out.writeByte(entry.type().letter());
        out.writeShort(entry.mode());
        out.writeInt(entry.uid());
        out.writeInt(entry.gid());
        out.writeLong(entry.modified());
        out.writeLong(entry.size());
        out.writeLong(entry.offset());
        out.writeUTF(entry.path());
        out.writeUTF(entry.link());
      }
    }
  }

  static List<DebEntry> read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new IOException("expected a table of package entries, found something else");
      }
      int count = in.readInt();
      List<DebEntry> entries = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        entries.add(entry(in));
      }
      return entries;
    }
  }

  private static DebEntry entry(DataInputStream in) throws IOException {
    DebEntry.Type type = DebEntry.Type.of(in.readUnsignedByte());
    int mode = in.readUnsignedShort();
    int uid = in.readInt();
    int gid = in.readInt();
    long modified = in.readLong();
    long size = in.readLong();
    long offset = in.readLong();
    return new DebEntry(in.readUTF(), type, mode, uid, gid, modified, size, offset, in.readUTF());
  }
}
