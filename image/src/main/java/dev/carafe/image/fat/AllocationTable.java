package dev.carafe.image.fat;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/// For each cluster the one that follows it. Source: fatgen103, "FAT Data Structure".
final class AllocationTable {
  static final int MASK = 0x0fff_ffff;
  static final int END = 0x0fff_fff8;

  private static final int FIRST = 2;

  private final ByteBuffer table;
  private final int clusters;
  private int next = FIRST;

  AllocationTable(int clusters) {
    this.clusters = clusters;
    table = ByteBuffer.allocate((clusters + FIRST) * Integer.BYTES).order(LITTLE_ENDIAN);
    table.putInt(0, END).putInt(Integer.BYTES, MASK);
  }

  /// Takes the next clusters, one after another; gives the first, or 0 for none.
  int allocate(int count) {
    if (count == 0) {
      return 0;
    }
    int first = next;
    next += count;
    for (int cluster = first; cluster < next - 1; cluster++) {
      table.putInt(cluster * Integer.BYTES, cluster + 1);
    }
    table.putInt((next - 1) * Integer.BYTES, MASK);
    return first;
  }

  int free() {
    return clusters + FIRST - next;
  }

  int next() {
    return next;
  }

  /// The entries up to the last that is used; all others are zero.
  byte[] bytes() {
    byte[] used = new byte[next * Integer.BYTES];
    table.get(0, used);
    return used;
  }
}
