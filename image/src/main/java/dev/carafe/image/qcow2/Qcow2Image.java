package dev.carafe.image.qcow2;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/// Writes a disk as QEMU and most clouds take it: like a raw image, but what is zero takes no room.
///
/// Clusters of 64 KiB in the order of the disk, then the L2 tables, the L1 table and the reference
/// counts. Nothing is compressed. The same disk gives the same bytes.
///
/// Source: QEMU, [qcow2](https://www.qemu.org/docs/master/interop/qcow2.html), version 3.
public final class Qcow2Image {
  static final int CLUSTER_BITS = 16;
  static final int CLUSTER = 1 << CLUSTER_BITS;

  private static final int SECTOR = 512;

  /// The flag of an entry whose cluster is used once, and may be written in place.
  private static final long COPIED = 1L << 63;

  private static final int ENTRIES = CLUSTER / Long.BYTES;

  private final FileChannel target;
  private long used = 1;

  private Qcow2Image(FileChannel target) {
    this.target = target;
  }

  /// Writes a disk into an empty file.
  ///
  /// @param disk one or more sectors of 512 bytes
  public static void write(ByteSource disk, FileChannel target) throws IOException {
    if (disk.size() == 0 || disk.size() % SECTOR != 0) {
      throw new IllegalArgumentException(
          "not one or more sectors: %d bytes".formatted(disk.size()));
    }
    new Qcow2Image(target).write(disk);
  }

  private void write(ByteSource disk) throws IOException {
    ByteBuffer l1 = table(writeTables(writeData(disk)));
    long l1Offset = append(l1);
    Refcounts refcounts = Refcounts.after(used);
    append(refcounts.clusters());
    Qcow2Header header =
        new Qcow2Header(
            disk.size(),
            l1Size(disk.size()),
            l1Offset,
            refcounts.table(),
            refcounts.tableClusters());
    put(header.cluster(), 0);
  }

  private static int l1Size(long size) {
    return Math.toIntExact(Math.ceilDiv(size, (long) CLUSTER * ENTRIES));
  }

  /// Where each cluster of the disk has been written; 0 for zeros.
  private List<Long> writeData(ByteSource disk) throws IOException {
    List<Long> places = new ArrayList<>();
    for (long at = 0; at < disk.size(); at += CLUSTER) {
      ByteBuffer cluster = ByteBuffer.allocate(CLUSTER);
      disk.fill(cluster.limit((int) Math.min(CLUSTER, disk.size() - at)), at);
      places.add(isZero(cluster.clear()) ? 0 : append(cluster));
    }
    return places;
  }

  private static boolean isZero(ByteBuffer cluster) {
    for (int at = 0; at < CLUSTER; at += Long.BYTES) {
      if (cluster.getLong(at) != 0) {
        return false;
      }
    }
    return true;
  }

  /// Where each L2 table has been written; 0 for one without entries.
  private List<Long> writeTables(List<Long> clusters) throws IOException {
    List<Long> places = new ArrayList<>();
    for (int from = 0; from < clusters.size(); from += ENTRIES) {
      List<Long> part = clusters.subList(from, Math.min(from + ENTRIES, clusters.size()));
      places.add(part.stream().allMatch(place -> place == 0) ? 0 : append(table(part)));
    }
    return places;
  }

  private static ByteBuffer table(List<Long> places) {
    ByteBuffer table = ByteBuffer.allocate(Math.ceilDiv(places.size(), ENTRIES) * CLUSTER);
    places.forEach(place -> table.putLong(place == 0 ? 0 : place | COPIED));
    return table.clear();
  }

  /// Writes whole clusters at the end, and says where.
  private long append(ByteBuffer clusters) throws IOException {
    long offset = used * CLUSTER;
    used += clusters.remaining() / CLUSTER;
    put(clusters, offset);
    return offset;
  }

  private void put(ByteBuffer bytes, long offset) throws IOException {
    for (long at = offset; bytes.hasRemaining(); ) {
      at += target.write(bytes, at);
    }
  }
}
