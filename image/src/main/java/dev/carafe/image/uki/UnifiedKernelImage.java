package dev.carafe.image.uki;

import dev.carafe.image.content.Content;
import dev.carafe.image.uki.PortableExecutable.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// A kernel with its first user land, its command line and the name of its system in one executable
/// that the firmware starts: systemd's stub with sections appended.
///
/// Source: UAPI.5 Unified Kernel Image; the headers grow as `ukify` makes them grow.
public final class UnifiedKernelImage {
  private static final int READ = 0x40000000;
  private static final int CODE = 0x20;
  private static final int INITIALIZED_DATA = 0x40;

  private UnifiedKernelImage() {}

  /// Writes the image: `stub` with a section for each content, in the order of [UkiSection].
  public static void write(Path stub, SortedMap<UkiSection, Content> contents, Path target)
      throws IOException {
    try (FileChannel in = FileChannel.open(stub);
        FileChannel out =
            FileChannel.open(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      PortableExecutable executable = PortableExecutable.read(in, 0);
      write(executable, in, contents, out);
    }
  }

  /// The sections of an image that stands in a channel from `offset` on, by name.
  public static Map<String, Content> read(Path file, long offset) throws IOException {
    Map<String, Content> sections = new LinkedHashMap<>();
    try (FileChannel channel = FileChannel.open(file)) {
      for (Section section : PortableExecutable.read(channel, offset).sections()) {
        int size = Math.min(section.virtualSize(), section.rawSize());
        sections.put(
            section.name(), new Content.FileRange(file, offset + section.rawOffset(), size));
      }
    }
    return sections;
  }

  private static void write(
      PortableExecutable executable,
      FileChannel stub,
      SortedMap<UkiSection, Content> contents,
      FileChannel out)
      throws IOException {
    int fileAlignment = executable.fileAlignment();
    List<Section> kept = executable.sections();
    int headersEnd =
        executable.table() + (kept.size() + contents.size()) * PortableExecutable.SECTION_HEADER;
    int sizeOfHeaders = align(Math.max(executable.sizeOfHeaders(), headersEnd), fileAlignment);
    if (kept.stream().anyMatch(section -> section.address() < sizeOfHeaders)) {
      throw new BadExecutableException("its headers have no room for more sections");
    }
    List<Section> sections = new ArrayList<>();
    int end = sizeOfHeaders;
    for (Section section : kept) {
      sections.add(
          new Section(
              section.name(),
              section.virtualSize(),
              section.address(),
              align(section.rawSize(), fileAlignment),
              end,
              section.flags()));
      copy(stub, section.rawOffset(), Math.min(section.rawSize(), (int) stub.size()), out, end);
      end += align(section.rawSize(), fileAlignment);
    }
    int added = 0;
    for (Map.Entry<UkiSection, Content> entry : contents.entrySet()) {
      Section last = sections.getLast();
      int size = Math.toIntExact(entry.getValue().size());
      int address = align(last.address() + last.virtualSize(), executable.sectionAlignment());
      int flags = READ | (entry.getKey() == UkiSection.LINUX ? CODE : INITIALIZED_DATA);
      sections.add(
          new Section(
              entry.getKey().label(), size, address, align(size, fileAlignment), end, flags));
      out.position(end);
      entry.getValue().writeTo(out);
      end += align(size, fileAlignment);
      added += size;
    }
    writeHeaders(executable, sections, sizeOfHeaders, added, out);
    pad(out, end);
  }

  private static void writeHeaders(
      PortableExecutable executable,
      List<Section> sections,
      int sizeOfHeaders,
      int added,
      FileChannel out)
      throws IOException {
    ByteBuffer headers = ByteBuffer.allocate(sizeOfHeaders).order(ByteOrder.LITTLE_ENDIAN);
    int first = executable.sections().stream().mapToInt(Section::rawOffset).min().orElse(0);
    headers.put(0, executable.headers(), 0, Math.min(first, sizeOfHeaders));
    int optional = executable.optional();
    headers.putShort(executable.coff() + 2, (short) sections.size());
    headers.putInt(optional + 8, headers.getInt(optional + 8) + added);
    Section last = sections.getLast();
    headers.putInt(
        optional + 56, align(last.address() + last.virtualSize(), executable.sectionAlignment()));
    headers.putInt(optional + 60, sizeOfHeaders);
    headers.putInt(optional + 64, 0);
    for (int i = 0; i < sections.size(); i++) {
      sections.get(i).write(headers, executable.table() + i * PortableExecutable.SECTION_HEADER);
    }
    out.write(headers, 0);
  }

  private static void copy(FileChannel from, long at, long size, FileChannel to, long position)
      throws IOException {
    to.position(position);
    for (long done = 0; done < size; ) {
      done += from.transferTo(at + done, size - done, to);
    }
  }

  private static void pad(FileChannel out, long end) throws IOException {
    if (out.size() < end) {
      out.write(ByteBuffer.allocate(1), end - 1);
    }
  }

  private static int align(int size, int alignment) {
    return Math.ceilDiv(size, alignment) * alignment;
  }
}
