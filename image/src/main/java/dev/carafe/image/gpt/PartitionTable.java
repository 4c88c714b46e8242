package dev.carafe.image.gpt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/// A GUID partition table: a protective MBR, the primary table at the start of the disk and its
/// backup at the end.
///
/// Source: UEFI Specification 2.10, chapter 5.
public record PartitionTable(UUID disk, List<Partition> partitions) {
  /// Partitions start and end at multiples of this, in bytes.
  public static final long ALIGNMENT = 1 << 20;

  private static final int BLOCK = Partition.BLOCK;
  private static final int ENTRIES = 128;
  private static final int ENTRY = 128;
  private static final int TABLE_BLOCKS = ENTRIES * ENTRY / BLOCK;
  private static final int HEADER = 92;
  private static final long SIGNATURE = 0x5452415020494645L;

  public PartitionTable {
    partitions = List.copyOf(partitions);
  }

  /// The size of the disk that these partitions need at least, in bytes.
  public long diskSize() {
    long end = partitions.stream().mapToLong(p -> p.offset() + p.size()).max().orElse(ALIGNMENT);
    return Math.ceilDiv(end + (TABLE_BLOCKS + 1L) * BLOCK, ALIGNMENT) * ALIGNMENT;
  }

  /// Writes both tables to a disk of `size` bytes.
  public void write(FileChannel out, long size) throws IOException {
    long last = size / BLOCK - 1;
    ByteBuffer entries = entries();
    writeFully(out, protectiveMbr(last), 0);
    writeFully(out, header(1, last, 2, last, entries), BLOCK);
    writeFully(out, entries.duplicate(), 2L * BLOCK);
    writeFully(out, entries.duplicate(), (last - TABLE_BLOCKS) * BLOCK);
    writeFully(out, header(last, 1, last - TABLE_BLOCKS, last, entries), last * BLOCK);
  }

  /// Reads the primary table, or the backup where the primary is damaged.
  ///
  /// @throws BadPartitionTableException if both are
  public static PartitionTable read(FileChannel in) throws IOException {
    try {
      return read(in, 1);
    } catch (BadPartitionTableException primary) {
      try {
        return read(in, in.size() / BLOCK - 1);
      } catch (BadPartitionTableException _) {
        throw primary;
      }
    }
  }

  /// Reads and checks the table whose header stands at a block.
  public static PartitionTable read(FileChannel in, long block) throws IOException {
    ByteBuffer header = readFully(in, block * BLOCK, BLOCK);
    if (header.getLong(0) != SIGNATURE) {
      throw new BadPartitionTableException("no 'EFI PART' in block " + block);
    }
    int expected = header.getInt(16);
    header.putInt(16, 0);
    demand(
        expected == crc(header.slice(0, HEADER)), "the checksum of the header in block " + block);
    ByteBuffer entries = readFully(in, header.getLong(72) * BLOCK, ENTRIES * ENTRY);
    demand(header.getInt(88) == crc(entries), "the checksum of the entries of block " + block);
    List<Partition> partitions = new ArrayList<>();
    for (int at = 0; at < ENTRIES * ENTRY; at += ENTRY) {
      UUID type = guid(entries, at);
      if (type.getMostSignificantBits() != 0 || type.getLeastSignificantBits() != 0) {
        byte[] label = new byte[72];
        entries.get(at + 56, label);
        String text = new String(label, StandardCharsets.UTF_16LE);
        partitions.add(
            new Partition(
                type,
                guid(entries, at + 16),
                text.substring(0, (text + "\0").indexOf('\0')),
                entries.getLong(at + 32),
                entries.getLong(at + 40),
                entries.getLong(at + 48)));
      }
    }
    return new PartitionTable(guid(header, 56), partitions);
  }

  private static void demand(boolean holds, String what) {
    if (!holds) {
      throw new BadPartitionTableException(what + " is wrong");
    }
  }

  private ByteBuffer entries() {
    ByteBuffer entries = buffer(ENTRIES * ENTRY);
    for (int i = 0; i < partitions.size(); i++) {
      Partition partition = partitions.get(i);
      int at = i * ENTRY;
      putGuid(entries, at, partition.type());
      putGuid(entries, at + 16, partition.id());
      entries.putLong(at + 32, partition.firstBlock()).putLong(at + 40, partition.lastBlock());
      entries.putLong(at + 48, partition.attributes());
      entries.put(at + 56, partition.label().getBytes(StandardCharsets.UTF_16LE));
    }
    return entries;
  }

  private ByteBuffer header(long here, long other, long table, long last, ByteBuffer entries) {
    ByteBuffer header = buffer(BLOCK);
    header.putLong(0, SIGNATURE).putInt(8, 0x00010000).putInt(12, HEADER);
    header.putLong(24, here).putLong(32, other);
    header.putLong(40, 2L + TABLE_BLOCKS).putLong(48, last - TABLE_BLOCKS - 1);
    putGuid(header, 56, disk);
    header.putLong(72, table).putInt(80, ENTRIES).putInt(84, ENTRY).putInt(88, crc(entries));
    return header.putInt(16, crc(header.slice(0, HEADER)));
  }

  private static ByteBuffer protectiveMbr(long last) {
    ByteBuffer mbr = buffer(BLOCK);
    mbr.put(446 + 1, new byte[] {0, 2, 0, (byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff});
    mbr.putInt(446 + 8, 1).putInt(446 + 12, (int) Math.min(last, 0xffffffffL));
    return mbr.putShort(510, (short) 0xaa55);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int crc(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate().rewind());
    return (int) crc.getValue();
  }

  /// The first three fields of a GUID are little-endian, the rest as written.
  private static void putGuid(ByteBuffer bytes, int at, UUID id) {
    long most = id.getMostSignificantBits();
    bytes.putInt(at, (int) (most >>> 32)).putShort(at + 4, (short) (most >>> 16));
    bytes.putShort(at + 6, (short) most);
    bytes.putLong(at + 8, Long.reverseBytes(id.getLeastSignificantBits()));
  }

  private static UUID guid(ByteBuffer bytes, int at) {
    long most =
        ((long) bytes.getInt(at) << 32)
            | (Short.toUnsignedLong(bytes.getShort(at + 4)) << 16)
            | Short.toUnsignedLong(bytes.getShort(at + 6));
    return new UUID(most, Long.reverseBytes(bytes.getLong(at + 8)));
  }

  private static ByteBuffer readFully(FileChannel in, long at, int size) throws IOException {
    ByteBuffer bytes = buffer(size);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, at + bytes.position()) < 0) {
        throw new BadPartitionTableException("the disk ends at " + in.size());
      }
    }
    return bytes.rewind();
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes, long at) throws IOException {
    ByteBuffer left = bytes.rewind();
    while (left.hasRemaining()) {
      out.write(left, at + left.position());
    }
  }
}
