package dev.carafe.image.qcow2;

import java.nio.ByteBuffer;

/// How often each cluster of the file is used: once. Counts of 16 bits fill blocks of one cluster,
/// and a table tells where these are. Blocks and table lie at the end of the file and count
/// themselves.
///
/// Source: QEMU, `docs/interop/qcow2.rst`, "Host cluster management".
///
/// @param first the cluster in which the first block lies
/// @param blocks how many blocks
/// @param tableClusters how many clusters the table has, behind the blocks
record Refcounts(long first, int blocks, int tableClusters) {
  private static final int COUNTS = Qcow2Image.CLUSTER / Short.BYTES;
  private static final int POINTERS = Qcow2Image.CLUSTER / Long.BYTES;

  /// The counts of a file that has `used` clusters so far.
  static Refcounts after(long used) {
    Refcounts guess = new Refcounts(used, 1, 1);
    while (guess.total() > (long) guess.blocks * COUNTS) {
      int blocks = guess.blocks + 1;
      guess = new Refcounts(used, blocks, Math.ceilDiv(blocks, POINTERS));
    }
    return guess;
  }

  private long total() {
    return first + blocks + tableClusters;
  }

  /// Where the table begins.
  long table() {
    return (first + blocks) * Qcow2Image.CLUSTER;
  }

  /// Blocks and table.
  ByteBuffer clusters() {
    ByteBuffer bytes = ByteBuffer.allocate((blocks + tableClusters) * Qcow2Image.CLUSTER);
    for (int cluster = 0; cluster < total(); cluster++) {
      bytes.putShort(cluster * Short.BYTES, (short) 1);
    }
    for (int block = 0; block < blocks; block++) {
      int at = blocks * Qcow2Image.CLUSTER + block * Long.BYTES;
      bytes.putLong(at, (first + block) * Qcow2Image.CLUSTER);
    }
    return bytes;
  }
}
