package dev.carafe.image.uki;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The headers of a PE32+ executable: as much as it takes to read its sections and to append more.
///
/// Source: Microsoft PE Format, "Optional Header" and "Section Table".
record PortableExecutable(ByteBuffer headers, int coff, List<Section> sections) {
  static final int SECTION_HEADER = 40;
  private static final int COFF_HEADER = 20;
  private static final int LIMIT = 1 << 16;

  /// Reads the headers that stand in a channel from `offset` on.
  static PortableExecutable read(FileChannel channel, long offset) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LIMIT).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) > 0) {}
    bytes.flip();
    if (bytes.limit() < 0x40 || bytes.getShort(0) != 0x5a4d) {
      throw new BadExecutableException("it does not begin with 'MZ'");
    }
    int signature = bytes.getInt(0x3c);
    if (signature < 0
        || signature + 4 + COFF_HEADER > bytes.limit()
        || bytes.getInt(signature) != 0x4550) {
      throw new BadExecutableException("it has no PE signature");
    }
    int coff = signature + 4;
    int optional = coff + COFF_HEADER;
    if (bytes.getShort(optional) != 0x20b) {
      throw new BadExecutableException("it is not PE32+");
    }
    int table = optional + Short.toUnsignedInt(bytes.getShort(coff + 16));
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < Short.toUnsignedInt(bytes.getShort(coff + 2)); i++) {
      sections.add(Section.read(bytes, table + i * SECTION_HEADER));
    }
    return new PortableExecutable(bytes, coff, List.copyOf(sections));
  }

  int optional() {
    return coff + COFF_HEADER;
  }

  int table() {
    return optional() + Short.toUnsignedInt(headers.getShort(coff + 16));
  }

  int sectionAlignment() {
    return headers.getInt(optional() + 32);
  }

  int fileAlignment() {
    return headers.getInt(optional() + 36);
  }

  int sizeOfHeaders() {
    return headers.getInt(optional() + 60);
  }

  /// One row of the section table.
  record Section(String name, int virtualSize, int address, int rawSize, int rawOffset, int flags) {

    static Section read(ByteBuffer bytes, int at) {
      byte[] name = new byte[8];
      bytes.get(at, name);
      int length = 0;
      while (length < 8 && name[length] != 0) {
        length++;
      }
      return new Section(
          new String(name, 0, length, StandardCharsets.US_ASCII),
          bytes.getInt(at + 8),
          bytes.getInt(at + 12),
          bytes.getInt(at + 16),
          bytes.getInt(at + 20),
          bytes.getInt(at + 36));
    }

    void write(ByteBuffer bytes, int at) {
      byte[] label = new byte[8];
      byte[] text = name.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, label, 0, text.length);
      bytes.put(at, label);
      bytes.putInt(at + 8, virtualSize);
      bytes.putInt(at + 12, address);
      bytes.putInt(at + 16, rawSize);
      bytes.putInt(at + 20, rawOffset);
      bytes.putLong(at + 24, 0);
      bytes.putInt(at + 32, 0);
      bytes.putInt(at + 36, flags);
    }
  }
}
