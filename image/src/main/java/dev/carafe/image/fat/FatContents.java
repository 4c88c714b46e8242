package dev.carafe.image.fat;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads a FAT32 volume, also one that a kernel has written to.
public final class FatContents {
  private final FileChannel source;
  private final long offset;
  private final FatGeometry geometry;
  private final ByteBuffer table;

  private FatContents(FileChannel source, long offset) throws IOException {
    this.source = source;
    this.offset = offset;
    geometry = FatGeometry.read(get(0, FatGeometry.SECTOR));
    table = table(0);
  }

  /// Reads the volume at `offset`, by its first allocation table, as everybody does.
  ///
  /// @throws BadFatException where it is no FAT32
  public static FatContents of(FileChannel source, long offset) throws IOException {
    return new FatContents(source, offset);
  }

  /// A cut of the power can come between the two tables.
  ///
  /// @throws BadFatException where they differ
  public void demandEqualTables() throws IOException {
    if (!table.equals(table(1))) {
      throw new BadFatException("expected two equal allocation tables, found different ones");
    }
  }

  /// A file on the volume.
  public record Item(String path, long size, int cluster) {}

  /// All files, in the order of the directories.
  public List<Item> files() throws IOException {
    List<Item> files = new ArrayList<>();
    collect("", geometry.root(), files, 0);
    return files;
  }

  /// The content of a file.
  public Optional<byte[]> read(String path) throws IOException {
    for (Item file : files()) {
      if (file.path().equalsIgnoreCase(path)) {
        return Optional.of(read(file));
      }
    }
    return Optional.empty();
  }

  private byte[] read(Item file) throws IOException {
    byte[] clusters = chain(file.cluster(), file.size());
    if (clusters.length < file.size()) {
      throw new BadFatException(
          "expected %d bytes of %s, found %d".formatted(file.size(), file.path(), clusters.length));
    }
    return Arrays.copyOf(clusters, Math.toIntExact(file.size()));
  }

  private void collect(String folder, int cluster, List<Item> files, int depth) throws IOException {
    if (depth > 32) {
      throw new BadFatException("expected directories at most 32 deep, found " + folder);
    }
    for (DirectoryEntry entry : entries(cluster)) {
      String path = folder + entry.name().name();
      if ((entry.kind() & DirectoryEntry.DIRECTORY) != 0) {
        collect(path + "/", entry.cluster(), files, depth + 1);
      } else {
        files.add(new Item(path, entry.size(), entry.cluster()));
      }
    }
  }

  private List<DirectoryEntry> entries(int cluster) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(chain(cluster, Integer.MAX_VALUE));
    List<DirectoryEntry> entries = new ArrayList<>();
    String name = "";
    for (int at = 0; at < all.limit() && all.get(at) != 0; at += DirectoryEntry.SIZE) {
      ByteBuffer entry = all.slice(at, DirectoryEntry.SIZE).order(LITTLE_ENDIAN);
      int kind = entry.get(DirectoryEntry.ATTRIBUTES);
      boolean deleted = entry.get(0) == (byte) 0xe5;
      boolean dots = entry.get(0) == '.';
      if (!deleted && kind == LongNamePart.ATTRIBUTES) {
        name = LongNamePart.get(entry) + name;
        continue;
      }
      if (!deleted && !dots && (kind & DirectoryEntry.VOLUME_LABEL) == 0) {
        entries.add(DirectoryEntry.read(entry, name));
      }
      name = "";
    }
    return entries;
  }

  /// The clusters that follow each other from `first` on, as far as `size` bytes reach.
  private byte[] chain(int first, long size) throws IOException {
    List<Integer> clusters = new ArrayList<>();
    long wanted = Math.ceilDiv(size, geometry.clusterSize());
    for (int c = first; c < AllocationTable.END && clusters.size() < wanted; c = following(c)) {
      clusters.add(c);
      if (clusters.size() > geometry.clusters()) {
        throw new BadFatException("expected an end of the clusters from " + first + ", found none");
      }
    }
    ByteBuffer all =
        ByteBuffer.allocate(Math.multiplyExact(clusters.size(), geometry.clusterSize()));
    for (int cluster : clusters) {
      all.put(get(geometry.offset(cluster), geometry.clusterSize()));
    }
    return all.array();
  }

  private int following(int cluster) {
    if (cluster < 2 || cluster >= geometry.clusters() + 2) {
      throw new BadFatException(
          "expected a cluster from 2 to %d, found %d".formatted(geometry.clusters() + 1, cluster));
    }
    return table.getInt(cluster * Integer.BYTES) & AllocationTable.MASK;
  }

  private ByteBuffer table(int copy) throws IOException {
    int size = (geometry.clusters() + 2) * Integer.BYTES;
    return get(geometry.tableOffset(copy), size).order(LITTLE_ENDIAN);
  }

  private ByteBuffer get(long at, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (source.read(bytes, offset + at + bytes.position()) < 0) {
        throw new EOFException(
            "could not read the FAT volume: expected %d bytes from %d, found its end"
                .formatted(size, at));
      }
    }
    return bytes.flip();
  }
}
