package dev.carafe.image.uki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The header of a section. Source: [PE
/// Format](https://learn.microsoft.com/en-us/windows/win32/debug/pe-format), "Section Table".
///
/// @param size of the content, in memory
/// @param address in memory
/// @param rawSize in the file, rounded up
/// @param rawOffset in the file
record PeSection(
    String name, int size, int address, int rawSize, int rawOffset, int characteristics) {
  static final int HEADER = 40;

  static final int CODE = 0x20;
  static final int INITIALIZED_DATA = 0x40;
  static final int MEMORY_READ = 0x4000_0000;

  private static final int NAME = 8;

  static PeSection read(ByteBuffer image, int at) {
    byte[] name = new byte[NAME];
    image.get(at, name);
    return new PeSection(
        new String(name, UTF_8).replaceFirst("\0.*", ""),
        image.getInt(at + 8),
        image.getInt(at + 12),
        image.getInt(at + 16),
        image.getInt(at + 20),
        image.getInt(at + 36));
  }

  void put(ByteBuffer image, int at) {
    image.put(at, Arrays.copyOf(name.getBytes(UTF_8), NAME));
    image.putInt(at + 8, size).putInt(at + 12, address);
    image.putInt(at + 16, rawSize).putInt(at + 20, rawOffset);
    image.putInt(at + 36, characteristics);
  }

  PeSection withSize(int newSize) {
    return new PeSection(name, newSize, address, rawSize, rawOffset, characteristics);
  }

  int addressEnd() {
    return address + size;
  }
}
