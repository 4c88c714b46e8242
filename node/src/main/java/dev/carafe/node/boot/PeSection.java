package dev.carafe.node.boot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Where an executable of UEFI has the content of a section.
///
/// Source: [PE Format](https://learn.microsoft.com/en-us/windows/win32/debug/pe-format), "Section
/// Table (Section Headers)".
///
/// @param offset in the file
/// @param size of the content, without what fills it up
record PeSection(long offset, long size) {
  /// The headers are among the first bytes of a file, as many as these.
  static final int HEADERS = 4096;

  private static final int SIGNATURE_OFFSET = 0x3c;
  private static final int NUMBER_OF_SECTIONS = 6;
  private static final int SIZE_OF_OPTIONAL_HEADER = 20;
  private static final int OPTIONAL_HEADER = 24;
  private static final int SECTION_HEADER = 40;
  private static final int SECTION_NAME = 8;
  private static final int SECTION_SIZE = 8;
  private static final int SECTION_RAW_SIZE = 16;
  private static final int SECTION_RAW_OFFSET = 20;

  /// Looks for the first one of a name.
  ///
  /// @param beginning of the file
  /// @return empty where there is none, or it is no such file
  static Optional<PeSection> find(ByteBuffer beginning, String name) {
    ByteBuffer pe = beginning.slice().order(LITTLE_ENDIAN);
    ByteBuffer wanted = ByteBuffer.wrap(Arrays.copyOf(name.getBytes(US_ASCII), SECTION_NAME));
    try {
      int signature = pe.getInt(SIGNATURE_OFFSET);
      int sections = Short.toUnsignedInt(pe.getShort(signature + NUMBER_OF_SECTIONS));
      int table =
          signature
              + OPTIONAL_HEADER
              + Short.toUnsignedInt(pe.getShort(signature + SIZE_OF_OPTIONAL_HEADER));
      for (int i = 0; i < sections; i++) {
        ByteBuffer header =
            pe.slice(table + i * SECTION_HEADER, SECTION_HEADER).order(LITTLE_ENDIAN);
        if (header.slice(0, SECTION_NAME).equals(wanted)) {
          return Optional.of(read(header));
        }
      }
    } catch (IndexOutOfBoundsException _) {
      // cut off, or something else
    }
    return Optional.empty();
  }

  private static PeSection read(ByteBuffer header) {
    return new PeSection(
        Integer.toUnsignedLong(header.getInt(SECTION_RAW_OFFSET)),
        Math.min(
            Integer.toUnsignedLong(header.getInt(SECTION_SIZE)),
            Integer.toUnsignedLong(header.getInt(SECTION_RAW_SIZE))));
  }

  /// Where the byte behind it is.
  long end() {
    return offset + size;
  }
}
