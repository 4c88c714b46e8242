package dev.carafe.image.uki;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// An executable for 64-bit UEFI. Source: [PE
/// Format](https://learn.microsoft.com/en-us/windows/win32/debug/pe-format).
///
/// @param what how messages call it
/// @param signature where the headers begin
record PeImage(String what, ByteBuffer bytes, int signature) {
  private static final int SIGNATURE_OFFSET = 0x3c;
  private static final int SIGNATURE = 0x4550; // PE\0\0
  private static final int PE32_PLUS = 0x20b;

  /// @throws BadPeException where the headers are none
  static PeImage of(String what, ByteBuffer image) {
    ByteBuffer bytes = image.slice().order(LITTLE_ENDIAN);
    try {
      PeImage pe = new PeImage(what, bytes, bytes.getInt(SIGNATURE_OFFSET));
      pe.demand("signature", SIGNATURE, pe.get(PeField.SIGNATURE));
      pe.demand("magic", PE32_PLUS, pe.get(PeField.MAGIC));
      return pe;
    } catch (IndexOutOfBoundsException e) {
      throw new BadPeException(what, "expected headers, found the end of the file", e);
    }
  }

  int get(PeField field) {
    return field.get(bytes, signature);
  }

  List<PeSection> sections() {
    try {
      return IntStream.range(0, get(PeField.NUMBER_OF_SECTIONS))
          .mapToObj(index -> PeSection.read(bytes, sectionOffset(index)))
          .toList();
    } catch (IndexOutOfBoundsException e) {
      throw new BadPeException(what, "expected section headers, found the end of the file", e);
    }
  }

  int sectionOffset(int index) {
    return signature
        + PeField.OPTIONAL_HEADER
        + get(PeField.SIZE_OF_OPTIONAL_HEADER)
        + index * PeSection.HEADER;
  }

  Optional<PeSection> section(String name) {
    return sections().stream().filter(section -> section.name().equals(name)).findFirst();
  }

  /// The content of a section: less than its size in memory where the rest is zeros.
  ByteBuffer content(PeSection section) {
    try {
      int size = Math.min(section.size(), section.rawSize());
      return bytes.slice(section.rawOffset(), size).asReadOnlyBuffer();
    } catch (IndexOutOfBoundsException e) {
      throw new BadPeException(
          what, "expected section " + section.name() + ", found the end of the file", e);
    }
  }

  String text(PeSection section) {
    return text(content(section));
  }

  /// The text in some bytes, without zeros at its end.
  static String text(ByteBuffer content) {
    return UTF_8.decode(content.duplicate()).toString().replaceFirst("\0+$", "");
  }

  void demand(String field, int expected, int found) {
    if (expected != found) {
      throw new BadPeException(
          what, "expected %s 0x%x, found 0x%x".formatted(field, expected, found));
    }
  }
}
