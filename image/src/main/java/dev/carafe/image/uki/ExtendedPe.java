package dev.carafe.image.uki;

import dev.carafe.image.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/// An executable with sections added behind its own, the bytes being those that `ukify` writes.
///
/// Source: [PE Format](https://learn.microsoft.com/en-us/windows/win32/debug/pe-format), "Section
/// Table (Section Headers)".
final class ExtendedPe {
  private final PeImage base;
  private final List<PeSection> sections;
  private final int originalCount;
  private final List<Content> added = new ArrayList<>();

  private ExtendedPe(PeImage base) {
    this.base = base;
    sections = new ArrayList<>(base.sections());
    originalCount = sections.size();
  }

  /// A copy to be extended: its length is a multiple of the alignment.
  ///
  /// @param what how messages call it
  static ExtendedPe of(String what, byte[] bytes) {
    PeImage original = PeImage.of(what, ByteBuffer.wrap(bytes));
    original.demand("signature table", 0, original.get(PeField.SECURITY_DIRECTORY));
    int alignment = original.get(PeField.FILE_ALIGNMENT);
    for (PeSection section : original.sections()) {
      original.demand("unaligned bytes of " + section.name(), 0, section.rawOffset() % alignment);
      original.demand("unaligned bytes of " + section.name(), 0, section.rawSize() % alignment);
    }
    ByteBuffer copy = ByteBuffer.allocate(roundUp(bytes.length, alignment)).put(bytes);
    return new ExtendedPe(PeImage.of(what, copy.rewind()));
  }

  /// What is extended, with its fields and bytes as they are so far.
  PeImage base() {
    return base;
  }

  void set(PeField field, int value) {
    field.put(base.bytes(), base.signature(), value);
  }

  /// Gives a section of the original other content, for which it must have room.
  void replace(PeSection section, byte[] content) {
    if (content.length > section.rawSize()) {
      throw new BadPeException(
          base.what(),
          "expected %d bytes for %s, found %d"
              .formatted(content.length, section.name(), section.rawSize()));
    }
    base.bytes().put(section.rawOffset(), new byte[section.rawSize()]);
    base.bytes().put(section.rawOffset(), content);
    sections.set(sections.indexOf(section), section.withSize(content.length));
  }

  void add(UkiSection name, Content content) {
    sections.add(next(name, Math.toIntExact(content.size())));
    added.add(content);
  }

  private PeSection next(UkiSection name, int size) {
    PeSection last = sections.getLast();
    boolean first = sections.size() == originalCount;
    return new PeSection(
        name.sectionName(),
        size,
        roundUp(last.addressEnd(), sectionAlignment()),
        roundUp(size, fileAlignment()),
        first ? base.bytes().capacity() : last.rawOffset() + last.rawSize(),
        PeSection.MEMORY_READ
            | (name == UkiSection.LINUX ? PeSection.CODE : PeSection.INITIALIZED_DATA));
  }

  void writeTo(WritableByteChannel target) throws IOException {
    putHeaders();
    write(target, base.bytes().duplicate().clear());
    for (Content content : added) {
      content.writeTo(target);
      int size = Math.toIntExact(content.size());
      write(target, ByteBuffer.allocate(roundUp(size, fileAlignment()) - size));
    }
  }

  private void putHeaders() {
    int headers = roundUp(base.get(PeField.SIZE_OF_HEADERS), fileAlignment());
    if (base.sectionOffset(sections.size()) > headers) {
      throw new BadPeException(
          base.what(),
          "expected room for %d section headers, found %d bytes"
              .formatted(sections.size(), headers));
    }
    for (int index = 0; index < sections.size(); index++) {
      sections.get(index).put(base.bytes(), base.sectionOffset(index));
    }
    int more =
        sections.subList(originalCount, sections.size()).stream().mapToInt(PeSection::size).sum();
    set(PeField.NUMBER_OF_SECTIONS, sections.size());
    set(PeField.SIZE_OF_INITIALIZED_DATA, base.get(PeField.SIZE_OF_INITIALIZED_DATA) + more);
    set(PeField.SIZE_OF_HEADERS, headers);
    set(PeField.SIZE_OF_IMAGE, roundUp(sections.getLast().addressEnd(), sectionAlignment()));
    set(PeField.CHECKSUM, 0);
  }

  private static void write(WritableByteChannel target, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      target.write(bytes);
    }
  }

  private int fileAlignment() {
    return base.get(PeField.FILE_ALIGNMENT);
  }

  private int sectionAlignment() {
    return base.get(PeField.SECTION_ALIGNMENT);
  }

  private static int roundUp(int size, int alignment) {
    return Math.ceilDiv(size, alignment) * alignment;
  }
}
