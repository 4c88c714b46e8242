package dev.carafe.image.uki;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.image.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes a unified kernel image: systemd's boot stub, with kernel, initrd and command line added
/// as sections. Firmware starts it like any other program, and one signature covers it all.
///
/// The bytes are those that `ukify build` writes.
///
/// Source: [UAPI.5 Unified Kernel
/// Image](https://uapi-group.org/specifications/specs/unified_kernel_image/).
public final class UnifiedKernelImage {
  private static final int NX_COMPATIBLE = 0x100;

  private final PeImage stub;
  private final SortedMap<UkiSection, Content> contents;
  private final List<PeSection> sections;
  private final int originalCount;

  private UnifiedKernelImage(PeImage stub, SortedMap<UkiSection, Content> contents) {
    this.stub = stub;
    this.contents = contents;
    sections = new ArrayList<>(stub.sections());
    originalCount = sections.size();
  }

  /// Writes an image.
  ///
  /// @param stub `linuxx64.efi.stub` of systemd 257 or later, not signed
  /// @param sections at least the kernel. [UkiSection#SBAT] is merged with what stub and kernel
  ///   bring; without it, `ukify`'s own is.
  /// @throws BadPeException where the stub or the kernel cannot be used
  public static void write(
      WritableByteChannel target, Content stub, Map<UkiSection, Content> sections)
      throws IOException {
    SortedMap<UkiSection, Content> contents = new TreeMap<>(sections);
    Content linux = contents.get(UkiSection.LINUX);
    if (linux == null) {
      throw new IllegalArgumentException("a unified kernel image without a kernel");
    }
    PeImage kernel = PeImage.of("the kernel", ByteBuffer.wrap(linux.bytes()));
    Content sbat = contents.remove(UkiSection.SBAT);
    UnifiedKernelImage image = new UnifiedKernelImage(editable(stub.bytes()), contents);
    image.mergeSbat(kernel, sbat == null ? Sbat.OF_IMAGE : new String(sbat.bytes(), UTF_8));
    image.matchNx(kernel);
    image.addHeaders();
    image.writeTo(target);
  }

  /// The stub with room for what is changed: its length is a multiple of the alignment.
  private static PeImage editable(byte[] bytes) {
    PeImage stub = PeImage.of("the stub", ByteBuffer.wrap(bytes));
    stub.demand("signature table", 0, stub.get(PeField.SECURITY_DIRECTORY));
    int alignment = stub.get(PeField.FILE_ALIGNMENT);
    for (PeSection section : stub.sections()) {
      stub.demand("unaligned bytes of " + section.name(), 0, section.rawOffset() % alignment);
      stub.demand("unaligned bytes of " + section.name(), 0, section.rawSize() % alignment);
    }
    ByteBuffer copy = ByteBuffer.allocate(roundUp(bytes.length, alignment)).put(bytes);
    return PeImage.of("the stub", copy.rewind());
  }

  private void mergeSbat(PeImage kernel, String ofImage) {
    PeSection place =
        stub.section(".sbat")
            .orElseThrow(() -> new BadPeException("the stub", "expected .sbat, found none"));
    List<String> texts = new ArrayList<>(List.of(stub.text(place)));
    kernel.section(".sbat").map(kernel::text).ifPresent(texts::add);
    texts.add(ofImage);
    byte[] merged = Sbat.merge(texts).getBytes(UTF_8);
    if (merged.length > place.rawSize()) {
      throw new BadPeException(
          "the stub",
          "expected %d bytes for .sbat, found %d".formatted(merged.length, place.rawSize()));
    }
    stub.bytes().put(place.rawOffset(), new byte[place.rawSize()]);
    stub.bytes().put(place.rawOffset(), merged);
    sections.set(sections.indexOf(place), place.withSize(merged.length));
  }

  /// The stub may not claim more than the kernel: firmware that enforces it would not boot.
  private void matchNx(PeImage kernel) {
    if ((kernel.get(PeField.DLL_CHARACTERISTICS) & NX_COMPATIBLE) == 0) {
      set(PeField.DLL_CHARACTERISTICS, stub.get(PeField.DLL_CHARACTERISTICS) & ~NX_COMPATIBLE);
    }
  }

  private void addHeaders() {
    contents.forEach((name, content) -> sections.add(next(name, Math.toIntExact(content.size()))));
    int headers = roundUp(stub.get(PeField.SIZE_OF_HEADERS), fileAlignment());
    if (stub.sectionOffset(sections.size()) > headers) {
      throw new BadPeException(
          "the stub",
          "expected room for %d section headers, found %d bytes"
              .formatted(sections.size(), headers));
    }
    for (int index = 0; index < sections.size(); index++) {
      sections.get(index).put(stub.bytes(), stub.sectionOffset(index));
    }
    int added =
        sections.subList(originalCount, sections.size()).stream().mapToInt(PeSection::size).sum();
    set(PeField.NUMBER_OF_SECTIONS, sections.size());
    set(PeField.SIZE_OF_INITIALIZED_DATA, stub.get(PeField.SIZE_OF_INITIALIZED_DATA) + added);
    set(PeField.SIZE_OF_HEADERS, headers);
    set(PeField.SIZE_OF_IMAGE, roundUp(sections.getLast().addressEnd(), sectionAlignment()));
    set(PeField.CHECKSUM, 0);
  }

  private PeSection next(UkiSection name, int size) {
    PeSection last = sections.getLast();
    boolean first = sections.size() == originalCount;
    return new PeSection(
        name.sectionName(),
        size,
        roundUp(last.addressEnd(), sectionAlignment()),
        roundUp(size, fileAlignment()),
        first ? stub.bytes().capacity() : last.rawOffset() + last.rawSize(),
        PeSection.MEMORY_READ
            | (name == UkiSection.LINUX ? PeSection.CODE : PeSection.INITIALIZED_DATA));
  }

  private void writeTo(WritableByteChannel target) throws IOException {
    write(target, stub.bytes().duplicate().clear());
    for (Content content : contents.values()) {
      content.writeTo(target);
      int size = Math.toIntExact(content.size());
      write(target, ByteBuffer.allocate(roundUp(size, fileAlignment()) - size));
    }
  }

  private static void write(WritableByteChannel target, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      target.write(bytes);
    }
  }

  private void set(PeField field, int value) {
    field.put(stub.bytes(), stub.signature(), value);
  }

  private int fileAlignment() {
    return stub.get(PeField.FILE_ALIGNMENT);
  }

  private int sectionAlignment() {
    return stub.get(PeField.SECTION_ALIGNMENT);
  }

  private static int roundUp(int size, int alignment) {
    return Math.ceilDiv(size, alignment) * alignment;
  }
}
