package dev.carafe.image.fat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// An entry of a directory. Source: fatgen103, "FAT Directory Structure".
///
/// @param cluster the first, or 0 for an empty file
record DirectoryEntry(FatName name, int kind, int cluster, long size) {
  static final int SIZE = 32;

  static final int VOLUME_LABEL = 0x08;
  static final int DIRECTORY = 0x10;
  static final int FILE = 0x20;

  static final int ATTRIBUTES = 11;
  private static final int CREATION_TIME = 14;
  private static final int CREATION_DATE = 16;
  private static final int ACCESS_DATE = 18;
  private static final int CLUSTER_HIGH = 20;
  private static final int WRITE_TIME = 22;
  private static final int WRITE_DATE = 24;
  private static final int CLUSTER_LOW = 26;
  private static final int FILE_SIZE = 28;

  /// An entry whose name is stored as its alias only: the volume's label, `.` and `..`.
  static DirectoryEntry special(String alias, int kind, int cluster) {
    FatName padded = new FatName(alias, alias + " ".repeat(FatName.ALIAS_SIZE - alias.length()));
    return new DirectoryEntry(padded, kind, cluster, 0);
  }

  /// Appends the parts of the long name, if there is one, and the entry.
  void put(ByteBuffer entries, DosTime time) {
    LongNamePart.putAll(entries, name);
    int at = entries.position();
    entries.put(at, name.alias().getBytes(US_ASCII)).put(at + ATTRIBUTES, (byte) kind);
    entries.putShort(at + CREATION_TIME, time.time()).putShort(at + CREATION_DATE, time.date());
    entries.putShort(at + ACCESS_DATE, time.date());
    entries.putShort(at + WRITE_TIME, time.time()).putShort(at + WRITE_DATE, time.date());
    entries.putShort(at + CLUSTER_HIGH, (short) (cluster >>> 16));
    entries.putShort(at + CLUSTER_LOW, (short) cluster);
    entries.putInt(at + FILE_SIZE, (int) size);
    entries.position(at + SIZE);
  }

  /// Reads an entry that is no part of a long name.
  ///
  /// @param longName what the parts before it say, or empty
  static DirectoryEntry read(ByteBuffer entry, String longName) {
    byte[] alias = new byte[FatName.ALIAS_SIZE];
    entry.get(0, alias);
    FatName short8 = new FatName("", new String(alias, US_ASCII));
    return new DirectoryEntry(
        new FatName(longName.isEmpty() ? short8.shown() : longName, short8.alias()),
        entry.get(ATTRIBUTES),
        entry.getShort(CLUSTER_HIGH) << 16 | Short.toUnsignedInt(entry.getShort(CLUSTER_LOW)),
        Integer.toUnsignedLong(entry.getInt(FILE_SIZE)));
  }
}
