package dev.carafe.image.fat;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// Where things lie on a FAT32 volume: reserved sectors, two allocation tables, then clusters from
/// number 2 on. Source: fatgen103, "Boot Sector and BPB".
record FatGeometry(
    long sectors, int sectorsPerCluster, int reserved, int tableSectors, int root, long hidden) {
  static final int SECTOR = 512;
  static final int TABLES = 2;
  static final int INFO_SECTOR = 1;
  static final int BACKUP_SECTOR = 6;

  /// With fewer clusters firmware takes the volume for FAT16, whatever the boot sector says; the
  /// distance of 16 is fatgen103's advice.
  private static final long FEWEST_CLUSTERS = 65525 + 16;

  private static final int LARGEST_CLUSTER = 8;
  private static final int RESERVED = 32;
  private static final int ROOT = 2;

  // Offsets in the boot sector.
  private static final int JUMP = 0;
  private static final int OEM_NAME = 3;
  private static final int BYTES_PER_SECTOR = 11;
  private static final int SECTORS_PER_CLUSTER = 13;
  private static final int RESERVED_SECTORS = 14;
  private static final int TABLE_COUNT = 16;
  private static final int MEDIA = 21;
  private static final int SECTORS_PER_TRACK = 24;
  private static final int HEADS = 26;
  private static final int HIDDEN_SECTORS = 28;
  private static final int TOTAL_SECTORS = 32;
  private static final int TABLE_SECTORS = 36;
  private static final int ROOT_CLUSTER = 44;
  private static final int INFO = 48;
  private static final int BACKUP = 50;
  private static final int DRIVE = 64;
  private static final int EXTENDED_SIGNATURE = 66;
  private static final int SERIAL = 67;
  private static final int LABEL = 71;
  private static final int TYPE = 82;
  private static final int SIGNATURE = 510;

  /// The geometry with the largest clusters, up to 4 KiB, that still makes a FAT32.
  ///
  /// @param size in bytes
  /// @param hidden the sectors before the volume
  static FatGeometry forSize(long size, long hidden) {
    for (int cluster = LARGEST_CLUSTER; cluster > 0; cluster /= 2) {
      FatGeometry geometry = withClusters(size / SECTOR, cluster, hidden);
      if (geometry.clusters() >= FEWEST_CLUSTERS) {
        return geometry;
      }
    }
    throw new VolumeTooSmallException(FEWEST_CLUSTERS, size / SECTOR);
  }

  private static FatGeometry withClusters(long sectors, int sectorsPerCluster, long hidden) {
    long most = (sectors - RESERVED) / sectorsPerCluster + ROOT;
    long tableSectors = Math.ceilDiv(most * Integer.BYTES, SECTOR);
    // A multiple of four, so that with two tables clusters begin at a multiple of 4 KiB.
    int aligned = Math.toIntExact(Math.ceilDiv(tableSectors, 4) * 4);
    return new FatGeometry(sectors, sectorsPerCluster, RESERVED, aligned, ROOT, hidden);
  }

  int clusters() {
    return (int) ((sectors - reserved - (long) TABLES * tableSectors) / sectorsPerCluster);
  }

  int clusterSize() {
    return sectorsPerCluster * SECTOR;
  }

  int clustersFor(long bytes) {
    return Math.toIntExact(Math.ceilDiv(bytes, clusterSize()));
  }

  /// Where a cluster begins, in bytes from the start of the volume.
  long offset(int cluster) {
    long sector =
        reserved + (long) TABLES * tableSectors + (long) (cluster - 2) * sectorsPerCluster;
    return sector * SECTOR;
  }

  /// Where an allocation table begins, in bytes from the start of the volume.
  long tableOffset(int table) {
    return (reserved + (long) table * tableSectors) * SECTOR;
  }

  byte[] bootSector(FatVolume volume) {
    ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(LITTLE_ENDIAN);
    sector.put(JUMP, new byte[] {(byte) 0xeb, 0x58, (byte) 0x90});
    sector.put(OEM_NAME, "MSWIN4.1".getBytes(US_ASCII)); // fatgen103: what most drivers expect
    sector.putShort(BYTES_PER_SECTOR, (short) SECTOR);
    sector.put(SECTORS_PER_CLUSTER, (byte) sectorsPerCluster);
    sector.putShort(RESERVED_SECTORS, (short) reserved);
    sector.put(TABLE_COUNT, (byte) TABLES);
    sector.put(MEDIA, (byte) 0xf8);
    sector.putShort(SECTORS_PER_TRACK, (short) 32).putShort(HEADS, (short) 8);
    sector.putInt(HIDDEN_SECTORS, (int) hidden).putInt(TOTAL_SECTORS, (int) sectors);
    sector.putInt(TABLE_SECTORS, tableSectors).putInt(ROOT_CLUSTER, root);
    sector.putShort(INFO, (short) INFO_SECTOR).putShort(BACKUP, (short) BACKUP_SECTOR);
    sector.put(DRIVE, (byte) 0x80).put(EXTENDED_SIGNATURE, (byte) 0x29);
    sector.putInt(SERIAL, volume.serial());
    sector.put(LABEL, volume.paddedLabel().getBytes(US_ASCII));
    sector.put(TYPE, "FAT32   ".getBytes(US_ASCII));
    return sector.putShort(SIGNATURE, (short) 0xaa55).array();
  }

  /// Reads a boot sector.
  ///
  /// @throws BadFatException where it is not that of a FAT32 volume with two tables
  static FatGeometry read(ByteBuffer bytes) {
    ByteBuffer sector = bytes.slice().order(LITTLE_ENDIAN);
    demand("signature", 0xaa55, Short.toUnsignedInt(sector.getShort(SIGNATURE)));
    demand("bytes per sector", SECTOR, sector.getShort(BYTES_PER_SECTOR));
    demand("allocation tables", TABLES, sector.get(TABLE_COUNT));
    int perCluster = Byte.toUnsignedInt(sector.get(SECTORS_PER_CLUSTER));
    demand("bits in sectors per cluster", 1, Integer.bitCount(perCluster));
    FatGeometry geometry =
        new FatGeometry(
            Integer.toUnsignedLong(sector.getInt(TOTAL_SECTORS)),
            perCluster,
            Short.toUnsignedInt(sector.getShort(RESERVED_SECTORS)),
            sector.getInt(TABLE_SECTORS),
            sector.getInt(ROOT_CLUSTER),
            Integer.toUnsignedLong(sector.getInt(HIDDEN_SECTORS)));
    if (geometry.clusters() < FEWEST_CLUSTERS - 16) {
      throw new BadFatException(
          "expected the %d clusters of a FAT32 or more, found %d"
              .formatted(FEWEST_CLUSTERS - 16, geometry.clusters()));
    }
    return geometry;
  }

  private static void demand(String what, int expected, int found) {
    if (expected != found) {
      throw new BadFatException("expected %s %d, found %d".formatted(what, expected, found));
    }
  }
}
