package dev.carafe.image.elf;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// An entry of the program header: a part of the file, and where it is in memory.
///
/// @param type `p_type`
/// @param offset `p_offset`
/// @param address `p_vaddr`
/// @param size `p_filesz`
record Segment(int type, long offset, long address, long size) {
  static final int SIZE = 56;

  static final int LOAD = 1; // PT_LOAD
  static final int DYNAMIC = 2; // PT_DYNAMIC
  static final int INTERPRETER = 3; // PT_INTERP

  static Segment read(ByteBuffer table, int at) {
    return new Segment(
        table.getInt(at), table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32));
  }

  static Optional<Segment> first(List<Segment> segments, int type) {
    return segments.stream().filter(segment -> segment.type == type).findFirst();
  }

  /// Where a loaded address is in the file.
  static long fileOffset(List<Segment> segments, long address) {
    for (Segment segment : segments) {
      long within = address - segment.address;
      if (segment.type == LOAD && within >= 0 && within < segment.size) {
        return segment.offset + within;
      }
    }
    throw new BadElfException(address);
  }

  ByteBuffer content(ByteSource file) throws IOException {
    return file.read(offset, size);
  }
}
