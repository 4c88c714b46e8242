package dev.carafe.image.uki;

import java.nio.ByteBuffer;

/// A field of the headers. Offsets count from the signature `PE\0\0`.
///
/// Source: [PE Format](https://learn.microsoft.com/en-us/windows/win32/debug/pe-format), "COFF File
/// Header" and "Optional Header" of PE32+.
enum PeField {
  SIGNATURE(0, 4),
  NUMBER_OF_SECTIONS(6, 2),
  SIZE_OF_OPTIONAL_HEADER(20, 2),
  MAGIC(24, 2),
  SIZE_OF_INITIALIZED_DATA(32, 4),
  SECTION_ALIGNMENT(56, 4),
  FILE_ALIGNMENT(60, 4),
  SIZE_OF_IMAGE(80, 4),
  SIZE_OF_HEADERS(84, 4),
  CHECKSUM(88, 4),
  SUBSYSTEM(92, 2),
  DLL_CHARACTERISTICS(94, 2),
  SECURITY_DIRECTORY(168, 4),
  SECURITY_DIRECTORY_SIZE(172, 4);

  /// Where the optional header begins.
  static final int OPTIONAL_HEADER = 24;

  private final int offset;
  private final int size;

  PeField(int offset, int size) {
    this.offset = offset;
    this.size = size;
  }

  /// Where it is in a file whose headers begin there.
  int at(int signature) {
    return signature + offset;
  }

  int get(ByteBuffer image, int signature) {
    return size == 2
        ? Short.toUnsignedInt(image.getShort(signature + offset))
        : image.getInt(signature + offset);
  }

  void put(ByteBuffer image, int signature, int value) {
    if (size == 2) {
      image.putShort(signature + offset, (short) value);
    } else {
      image.putInt(signature + offset, value);
    }
  }
}
