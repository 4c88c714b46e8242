package dev.carafe.image.fat;

import dev.carafe.image.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A new FAT32 file system with some files, each in one run of clusters. What is free is not
/// written.
///
/// A cluster is 1 KiB, so that even a small system partition has the 65,525 clusters below which a
/// volume is not FAT32 and firmware does not read it. Times are fixed: 1980-01-01, the first that
/// FAT can say.
///
/// Source: Microsoft FAT specification, sections 3 to 7.
public final class FatFileSystem {
  private static final int SECTOR = 512;
  private static final int CLUSTER = 1024;
  private static final int RESERVED_SECTORS = 32;
  private static final int FIRST_CLUSTER = 2;
  private static final int LEAST_CLUSTERS = 65_525;
  private static final int END_OF_CHAIN = 0x0fffffff;
  private static final short FIRST_DATE = (1 << 5) | 1;

  private final FileChannel out;
  private final long offset;
  private final long dataStart;
  private final ByteBuffer table;
  private final int clusters;
  private int next = FIRST_CLUSTER;

  private FatFileSystem(FileChannel out, long offset, long size) {
    int sectors = Math.toIntExact(size / SECTOR);
    int estimate = (sectors - RESERVED_SECTORS) / (CLUSTER / SECTOR);
    int tableSectors = Math.ceilDiv((estimate + FIRST_CLUSTER) * 4, SECTOR);
    this.out = out;
    this.offset = offset;
    this.clusters = (sectors - RESERVED_SECTORS - 2 * tableSectors) / (CLUSTER / SECTOR);
    this.dataStart = offset + (RESERVED_SECTORS + 2L * tableSectors) * SECTOR;
    this.table = ByteBuffer.allocate(tableSectors * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    if (clusters < LEAST_CLUSTERS) {
      throw new IllegalArgumentException("too small for FAT32: " + size + " bytes");
    }
  }

  /// Writes the file system.
  ///
  /// @param offset where in the channel, in bytes
  /// @param size of the volume in bytes
  /// @param serial of the volume
  /// @param files content by path, names separated by `/`
  public static void write(
      FileChannel out, long offset, long size, int serial, SortedMap<String, Content> files)
      throws IOException {
    FatFileSystem fat = new FatFileSystem(out, offset, size);
    fat.table.putInt(0, 0x0ffffff8).putInt(4, END_OF_CHAIN);
    fat.writeDirectory(Directory.of(files), 0, 0);
    fat.writeBoot(size, serial);
    fat.writeTables();
  }

  /// Writes a directory with everything below it.
  ///
  /// @return its first cluster
  private int writeDirectory(Directory directory, int parent, int depth) throws IOException {
    Set<String> taken = new HashSet<>();
    Map<String, FatName> names = new LinkedHashMap<>();
    directory.names().forEach(name -> names.put(name, FatName.of(name, taken)));
    int entries = names.values().stream().mapToInt(FatName::entries).sum() + (depth > 0 ? 2 : 0);
    int first = allocate(Math.max(1L, entries) * 32);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.ceilDiv(Math.max(1, entries) * 32, CLUSTER) * CLUSTER)
            .order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    if (depth > 0) {
      at = dot(bytes, at, ".", first);
      at = dot(bytes, at, "..", depth == 1 ? 0 : parent);
    }
    for (Map.Entry<String, FatName> name : names.entrySet()) {
      int entry = name.getValue().write(bytes, at);
      Directory below = directory.directories().get(name.getKey());
      Content file = directory.files().get(name.getKey());
      if (below != null) {
        describe(bytes, entry, 0x10, writeDirectory(below, first, depth + 1), 0);
      } else if (file != null) {
        describe(bytes, entry, 0x20, writeFile(file), file.size());
      }
      at = entry + 32;
    }
    out.write(bytes, place(first));
    return first;
  }

  private int writeFile(Content content) throws IOException {
    if (content.size() == 0) {
      return 0;
    }
    int first = allocate(content.size());
    out.position(place(first));
    content.writeTo(out);
    return first;
  }

  private int allocate(long bytes) {
    int count = Math.toIntExact(Math.ceilDiv(bytes, CLUSTER));
    int first = next;
    if (first + count > clusters + FIRST_CLUSTER) {
      throw new FullException(bytes, (long) (clusters + FIRST_CLUSTER - first) * CLUSTER);
    }
    for (int i = 0; i < count; i++) {
      table.putInt((first + i) * 4, i + 1 < count ? first + i + 1 : END_OF_CHAIN);
    }
    next += count;
    return first;
  }

  private long place(int cluster) {
    return dataStart + (cluster - FIRST_CLUSTER) * (long) CLUSTER;
  }

  private static int dot(ByteBuffer bytes, int at, String name, int cluster) {
    bytes.put(at, (name + " ".repeat(11 - name.length())).getBytes(StandardCharsets.US_ASCII));
    describe(bytes, at, 0x10, cluster, 0);
    return at + 32;
  }

  private static void describe(ByteBuffer bytes, int at, int kind, int cluster, long size) {
    bytes.put(at + 11, (byte) kind);
    bytes.putShort(at + 16, FIRST_DATE).putShort(at + 18, FIRST_DATE);
    bytes.putShort(at + 20, (short) (cluster >>> 16));
    bytes.putShort(at + 24, FIRST_DATE);
    bytes.putShort(at + 26, (short) cluster);
    bytes.putInt(at + 28, (int) size);
  }

  private void writeTables() throws IOException {
    long first = offset + RESERVED_SECTORS * SECTOR;
    out.write(table.duplicate(), first);
    out.write(table.duplicate(), first + table.capacity());
  }

  private void writeBoot(long size, int serial) throws IOException {
    ByteBuffer boot = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    boot.put(0, new byte[] {(byte) 0xeb, 0x58, (byte) 0x90});
    boot.put(3, "CARAFE  ".getBytes(StandardCharsets.US_ASCII));
    boot.putShort(11, (short) SECTOR);
    boot.put(13, (byte) (CLUSTER / SECTOR));
    boot.putShort(14, (short) RESERVED_SECTORS);
    boot.put(16, (byte) 2);
    boot.put(21, (byte) 0xf8);
    boot.putShort(24, (short) 32).putShort(26, (short) 8);
    boot.putInt(28, (int) (offset / SECTOR));
    boot.putInt(32, (int) (size / SECTOR));
    boot.putInt(36, table.capacity() / SECTOR);
    boot.putInt(44, FIRST_CLUSTER);
    boot.putShort(48, (short) 1).putShort(50, (short) 6);
    boot.put(64, (byte) 0x80).put(66, (byte) 0x29);
    boot.putInt(67, serial);
    boot.put(71, "NO NAME    ".getBytes(StandardCharsets.US_ASCII));
    boot.put(82, "FAT32   ".getBytes(StandardCharsets.US_ASCII));
    boot.putShort(510, (short) 0xaa55);
    ByteBuffer information = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    information.putInt(0, 0x41615252).putInt(484, 0x61417272);
    information.putInt(488, clusters + FIRST_CLUSTER - next).putInt(492, next);
    information.putInt(508, 0xaa550000);
    for (int copy : new int[] {0, 6}) {
      out.write(boot.duplicate(), offset + (long) copy * SECTOR);
      out.write(information.duplicate(), offset + (copy + 1L) * SECTOR);
    }
  }

  /// A directory while it is laid out.
  private record Directory(Map<String, Directory> directories, Map<String, Content> files) {

    static Directory of(SortedMap<String, Content> files) {
      Directory root = new Directory(new TreeMap<>(), new TreeMap<>());
      files.forEach((path, content) -> {
        Directory directory = root;
        String[] names = path.split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
          directory =
              directory.directories.computeIfAbsent(
                  names[i], _ -> new Directory(new TreeMap<>(), new TreeMap<>()));
        }
        directory.files.put(names[names.length - 1], content);
      });
      return root;
    }

    Iterable<String> names() {
      Set<String> names = new java.util.TreeSet<>(directories.keySet());
      names.addAll(files.keySet());
      return names;
    }
  }
}
