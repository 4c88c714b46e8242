package dev.carafe.image.qcow2;

import java.nio.ByteBuffer;

/// The header of version 3, big-endian, followed by an empty list of extensions.
///
/// Source: QEMU, `docs/interop/qcow2.rst`, "Header".
///
/// @param size of the disk in bytes
/// @param l1Entries how many entries the L1 table has
/// @param l1 where it begins
/// @param refcounts where the table of reference counts begins
/// @param refcountClusters how long that is
record Qcow2Header(long size, int l1Entries, long l1, long refcounts, int refcountClusters) {
  private static final int MAGIC_VALUE = 0x5146_49fb; // QFI\xfb
  private static final int VERSION_VALUE = 3;
  private static final int REFCOUNT_BITS_LOG2 = 4;
  private static final int SIZE_VALUE = 104;

  // Offsets. What is not listed is zero: no backing file, encryption, snapshots or features.
  private static final int MAGIC = 0; // u32
  private static final int VERSION = 4; // u32
  private static final int CLUSTER_BITS = 20; // u32
  private static final int SIZE = 24; // u64
  private static final int L1_ENTRIES = 36; // u32
  private static final int L1 = 40; // u64
  private static final int REFCOUNTS = 48; // u64
  private static final int REFCOUNT_CLUSTERS = 56; // u32
  private static final int REFCOUNT_ORDER = 96; // u32
  private static final int HEADER_LENGTH = 100; // u32

  /// A cluster that begins with the header.
  ByteBuffer cluster() {
    return ByteBuffer.allocate(Qcow2Image.CLUSTER)
        .putInt(MAGIC, MAGIC_VALUE)
        .putInt(VERSION, VERSION_VALUE)
        .putInt(CLUSTER_BITS, Qcow2Image.CLUSTER_BITS)
        .putLong(SIZE, size)
        .putInt(L1_ENTRIES, l1Entries)
        .putLong(L1, l1)
        .putLong(REFCOUNTS, refcounts)
        .putInt(REFCOUNT_CLUSTERS, refcountClusters)
        .putInt(REFCOUNT_ORDER, REFCOUNT_BITS_LOG2)
        .putInt(HEADER_LENGTH, SIZE_VALUE);
  }
}
