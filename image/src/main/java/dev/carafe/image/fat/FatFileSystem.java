package dev.carafe.image.fat;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Writes a FAT32 volume: the EFI system partition.
///
/// Files lie one after another without gaps. Free space is not written, so the target must hold
/// zeros there: a new file does, and stays sparse. The same arguments give the same bytes.
///
/// Source: Microsoft, "FAT: General Overview of On-Disk Format", 1.03 (`fatgen103`).
public final class FatFileSystem {
  private final FileChannel target;
  private final long offset;
  private final FatVolume volume;
  private final FatGeometry geometry;
  private final AllocationTable table;
  private final DosTime time;

  private FatFileSystem(FileChannel target, long offset, long size, FatVolume volume) {
    this.target = target;
    this.offset = offset;
    this.volume = volume;
    geometry = FatGeometry.forSize(size, offset / FatGeometry.SECTOR);
    table = new AllocationTable(geometry.clusters());
    time = DosTime.of(volume.time());
  }

  /// Writes a volume of `size` bytes at `offset`.
  ///
  /// @throws VolumeTooSmallException where it would be no FAT32: under about 33 MiB
  /// @throws VolumeFullException where the files do not fit
  public static void write(
      FileChannel target, long offset, long size, FatVolume volume, List<FatFile> files)
      throws IOException {
    new FatFileSystem(target, offset, size, volume).write(FatDirectory.rootOf(files));
  }

  private void write(FatDirectory root) throws IOException {
    Names names = Names.of(root);
    int cluster = allocate("/", names.bytes());
    DirectoryEntry label =
        new DirectoryEntry(
            new FatName("", volume.paddedLabel()), DirectoryEntry.VOLUME_LABEL, 0, 0);
    writeDirectory(root, names, cluster, List.of(label));
    writeTables();
    writeReserved();
  }

  /// Writes what is in a directory, then the directory.
  private void writeDirectory(
      FatDirectory directory, Names names, int cluster, List<DirectoryEntry> first)
      throws IOException {
    List<DirectoryEntry> entries = new ArrayList<>(first);
    int parent = cluster == geometry.root() ? 0 : cluster;
    int index = 0;
    for (FatDirectory below : directory.directories().values()) {
      Names namesBelow = Names.of(below);
      int own = allocate(below.path(), namesBelow.bytes());
      entries.add(new DirectoryEntry(names.all.get(index++), DirectoryEntry.DIRECTORY, own, 0));
      writeDirectory(
          below,
          namesBelow,
          own,
          List.of(
              DirectoryEntry.special(".", DirectoryEntry.DIRECTORY, own),
              DirectoryEntry.special("..", DirectoryEntry.DIRECTORY, parent)));
    }
    for (FatFile file : directory.files()) {
      entries.add(writeFile(names.all.get(index++), file));
    }
    put(geometry.offset(cluster), bytes(entries, names.bytes()));
  }

  private DirectoryEntry writeFile(FatName name, FatFile file) throws IOException {
    long size = file.content().size();
    int cluster = allocate(file.path(), size);
    if (size > 0) {
      target.position(offset + geometry.offset(cluster));
      file.content().writeTo(target);
    }
    return new DirectoryEntry(name, DirectoryEntry.FILE, cluster, size);
  }

  private byte[] bytes(List<DirectoryEntry> entries, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(size).order(LITTLE_ENDIAN);
    entries.forEach(entry -> entry.put(bytes, time));
    return bytes.array();
  }

  private int allocate(String path, long bytes) {
    int count = geometry.clustersFor(bytes);
    if (count > table.free()) {
      throw new VolumeFullException(path, bytes, (long) table.free() * geometry.clusterSize());
    }
    return table.allocate(count);
  }

  private void writeTables() throws IOException {
    byte[] bytes = table.bytes();
    for (int copy = 0; copy < FatGeometry.TABLES; copy++) {
      put(geometry.tableOffset(copy), bytes);
    }
  }

  private void writeReserved() throws IOException {
    byte[] boot = geometry.bootSector(volume);
    byte[] info = new FreeSpace(table.free(), table.next()).sector();
    for (int first : List.of(0, FatGeometry.BACKUP_SECTOR)) {
      put((long) first * FatGeometry.SECTOR, boot);
      put((long) (first + FatGeometry.INFO_SECTOR) * FatGeometry.SECTOR, info);
    }
    // The volume is as long as it says, even where its end is not written.
    if (target.size() < offset + geometry.sectors() * FatGeometry.SECTOR) {
      put(geometry.sectors() * FatGeometry.SECTOR - 1, new byte[1]);
    }
  }

  private void put(long at, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      target.write(left, offset + at + left.position());
    }
  }

  /// The names in a directory: its directories, then its files.
  private record Names(List<FatName> all) {
    /// The root has a label instead of `.` and `..`, and is then one entry longer than needed.
    private static final int SPECIAL = 2;

    static Names of(FatDirectory directory) {
      Set<String> taken = new LinkedHashSet<>();
      List<FatName> all = new ArrayList<>();
      for (FatDirectory below : directory.directories().values()) {
        all.add(FatName.of(FatDirectory.nameOf(below.path()), taken));
      }
      for (FatFile file : directory.files()) {
        all.add(FatName.of(FatDirectory.nameOf(file.path()), taken));
      }
      return new Names(all);
    }

    int bytes() {
      int slots = all.stream().mapToInt(FatName::slots).sum() + SPECIAL;
      return slots * DirectoryEntry.SIZE;
    }
  }
}
