package dev.carafe.image.fat;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/// The hint where free clusters are. Source: fatgen103, "FAT32 FSInfo Sector Structure".
record FreeSpace(int clusters, int next) {
  byte[] sector() {
    return ByteBuffer.allocate(FatGeometry.SECTOR)
        .order(LITTLE_ENDIAN)
        .putInt(0, 0x4161_5252)
        .putInt(484, 0x6141_7272)
        .putInt(488, clusters)
        .putInt(492, next)
        .putInt(508, 0xaa55_0000)
        .array();
  }
}
