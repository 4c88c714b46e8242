package dev.carafe.image.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a 64-bit little-endian ELF file needs to be loaded: its interpreter and the shared
/// libraries it is linked to.
///
/// Source: System V ABI, chapters "Program Header" and "Dynamic Section".
///
/// @param interpreter the dynamic loader's path; a program without one is static
public record ElfFile(Optional<String> interpreter, List<String> needed) {
  private static final int MAGIC = 0x464c457f;
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int PT_INTERP = 3;
  private static final int DT_NULL = 0;
  private static final int DT_NEEDED = 1;
  private static final int DT_STRTAB = 5;

  public ElfFile {
    needed = List.copyOf(needed);
  }

  /// Reads the file that stands in a channel from `offset` on.
  ///
  /// @return nothing if it is no 64-bit little-endian ELF file
  public static Optional<ElfFile> read(FileChannel channel, long offset, long size)
      throws IOException {
    if (size < 64) {
      return Optional.empty();
    }
    Source source = new Source(channel, offset);
    ByteBuffer header = source.read(0, 64);
    if (header.getInt(0) != MAGIC || header.get(4) != 2 || header.get(5) != 1) {
      return Optional.empty();
    }
    List<Segment> segments = segments(source, header);
    Optional<String> interpreter = Optional.empty();
    List<String> needed = List.of();
    for (Segment segment : segments) {
      if (segment.type() == PT_INTERP) {
        interpreter = Optional.of(source.text(segment.offset(), (int) segment.size()));
      } else if (segment.type() == PT_DYNAMIC) {
        needed = needed(source, segment, segments);
      }
    }
    return Optional.of(new ElfFile(interpreter, needed));
  }

  private static List<Segment> segments(Source source, ByteBuffer header) throws IOException {
    int count = Short.toUnsignedInt(header.getShort(56));
    int each = Short.toUnsignedInt(header.getShort(54));
    ByteBuffer table = source.read(header.getLong(32), count * each);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i * each;
      segments.add(
          new Segment(
              table.getInt(at),
              table.getLong(at + 8),
              table.getLong(at + 16),
              table.getLong(at + 32)));
    }
    return segments;
  }

  private static List<String> needed(Source source, Segment dynamic, List<Segment> segments)
      throws IOException {
    ByteBuffer table = source.read(dynamic.offset(), (int) dynamic.size());
    List<Long> names = new ArrayList<>();
    long strings = 0;
    for (int at = 0; at + 16 <= table.capacity() && table.getLong(at) != DT_NULL; at += 16) {
      long value = table.getLong(at + 8);
      if (table.getLong(at) == DT_NEEDED) {
        names.add(value);
      } else if (table.getLong(at) == DT_STRTAB) {
        strings = fileOffset(value, segments);
      }
    }
    List<String> needed = new ArrayList<>();
    for (long name : names) {
      needed.add(source.text(strings + name, 256));
    }
    return needed;
  }

  private static long fileOffset(long address, List<Segment> segments) throws IOException {
    for (Segment segment : segments) {
      long within = address - segment.address();
      if (segment.type() == PT_LOAD && within >= 0 && within < segment.size()) {
        return segment.offset() + within;
      }
    }
    throw new IOException("address 0x%x is in no segment".formatted(address));
  }

  private record Segment(int type, long offset, long address, long size) {}

  private record Source(FileChannel channel, long start) {

    ByteBuffer read(long offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()
          && channel.read(buffer, start + offset + buffer.position()) >= 0) {}
      return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    String text(long offset, int limit) throws IOException {
      ByteBuffer bytes = read(offset, limit);
      int length = 0;
      while (length < bytes.limit() && bytes.get(length) != 0) {
        length++;
      }
      return StandardCharsets.UTF_8.decode(bytes.slice(0, length)).toString();
    }
  }
}
