package dev.carafe.image.elf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a file tells the dynamic loader: pairs of a tag and a value, up to a tag of zero.
record DynamicSection(List<Entry> entries, ByteBuffer strings) {
  static final long NEEDED = 1; // DT_NEEDED
  static final long SONAME = 14; // DT_SONAME
  static final long RUNPATH = 29; // DT_RUNPATH

  private static final int ENTRY = 16;
  private static final long END = 0; // DT_NULL
  private static final long STRINGS = 5; // DT_STRTAB
  private static final long STRINGS_SIZE = 10; // DT_STRSZ
  private static final long FLAGS = 0x6fff_fffbL; // DT_FLAGS_1
  private static final long PIE = 0x0800_0000L; // DF_1_PIE

  record Entry(long tag, long value) {}

  static DynamicSection read(ByteSource file, List<Segment> segments) throws IOException {
    Optional<Segment> segment = Segment.first(segments, Segment.DYNAMIC);
    if (segment.isEmpty()) {
      return new DynamicSection(List.of(), ByteBuffer.allocate(0));
    }
    List<Entry> entries = entries(segment.get().content(file));
    long address = value(entries, STRINGS);
    long offset = address == 0 ? 0 : Segment.fileOffset(segments, address);
    return new DynamicSection(entries, file.read(offset, value(entries, STRINGS_SIZE)));
  }

  private static List<Entry> entries(ByteBuffer table) {
    List<Entry> entries = new ArrayList<>();
    for (int at = 0; at + ENTRY <= table.limit() && table.getLong(at) != END; at += ENTRY) {
      entries.add(new Entry(table.getLong(at), table.getLong(at + 8)));
    }
    return entries;
  }

  private static long value(List<Entry> entries, long tag) {
    return entries.stream().filter(e -> e.tag == tag).mapToLong(Entry::value).findFirst().orElse(0);
  }

  boolean isPie() {
    return (value(entries, FLAGS) & PIE) != 0;
  }

  Optional<String> text(long tag) {
    return texts(tag).stream().findFirst();
  }

  List<String> texts(long tag) {
    return entries.stream().filter(e -> e.tag == tag).map(e -> string(e.value)).toList();
  }

  private String string(long at) {
    if (at < 0 || at >= strings.limit()) {
      throw new BadElfException(at);
    }
    ByteBuffer rest = strings.slice((int) at, strings.limit() - (int) at);
    return text(rest);
  }

  /// The text up to the first zero.
  static String text(ByteBuffer bytes) {
    int length = 0;
    while (length < bytes.limit() && bytes.get(length) != 0) {
      length++;
    }
    return UTF_8.decode(bytes.slice(0, length)).toString();
  }
}
