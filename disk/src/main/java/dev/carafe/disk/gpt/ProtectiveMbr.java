package dev.carafe.disk.gpt;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/// The first sector: one partition over the whole disk, so that tools which know only MBR see no
/// free space. Source: UEFI 2.11, 5.2.3, "Protective MBR".
final class ProtectiveMbr {
  private static final int ENTRY = 446;
  private static final byte TYPE = (byte) 0xee;
  private static final short SIGNATURE = (short) 0xaa55;

  private ProtectiveMbr() {}

  static byte[] sector(long sectors) {
    ByteBuffer sector = ByteBuffer.allocate(GuidPartitionTable.SECTOR).order(LITTLE_ENDIAN);
    sector.putInt(ENTRY, 0x0002_0000); // not bootable, from cylinder 0, head 0, sector 2
    sector.putInt(ENTRY + 4, 0xffff_ff00 | TYPE); // to the last that can be said
    sector.putInt(ENTRY + 8, 1);
    sector.putInt(ENTRY + 12, (int) Math.min(sectors - 1, 0xffff_ffffL));
    sector.putShort(510, SIGNATURE);
    return sector.array();
  }

  static boolean isOne(byte[] bytes) {
    ByteBuffer sector = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    return sector.getShort(510) == SIGNATURE && sector.get(ENTRY + 4) == TYPE;
  }
}
