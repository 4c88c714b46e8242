package dev.carafe.image.elf;

import dev.carafe.disk.bytes.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a 64-bit little-endian ELF file is, and what it needs to be loaded.
///
/// Source: System V ABI, chapters "ELF Header", "Program Header" and "Dynamic Section".
///
/// @param interpreter the dynamic loader's path
/// @param soname the name by which others are linked to it, if it is a library
/// @param needed the names of the libraries that it is linked to
/// @param runPath where to look for these first, with colons between
/// @param pie whether it says of itself that it is a program, though it can be loaded anywhere
public record ElfFile(
    ElfType type,
    Optional<String> interpreter,
    Optional<String> soname,
    List<String> needed,
    Optional<String> runPath,
    boolean pie) {

  private static final int HEADER = 64;
  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;

  // Offsets in the header.
  private static final int EI_CLASS = 4; // u8
  private static final int EI_DATA = 5; // u8
  private static final int E_TYPE = 16; // u16
  private static final int E_PHOFF = 32; // u64
  private static final int E_PHNUM = 56; // u16

  public ElfFile {
    needed = List.copyOf(needed);
  }

  /// Whether it is something to start, not to link to.
  public boolean isProgram() {
    boolean started = pie || (interpreter.isPresent() && soname.isEmpty());
    return type == ElfType.PROGRAM || (type == ElfType.SHARED_OBJECT && started);
  }

  /// Whether it is a program that needs no dynamic loader.
  public boolean isStatic() {
    return isProgram() && interpreter.isEmpty();
  }

  /// Reads a file.
  ///
  /// @return nothing if it is no 64-bit little-endian ELF file
  /// @throws BadElfException if it is one that points to where nothing is
  public static Optional<ElfFile> read(ByteSource file) throws IOException {
    if (file.size() < HEADER) {
      return Optional.empty();
    }
    ByteBuffer header = file.read(0, HEADER);
    if (header.getInt(0) != MAGIC
        || header.get(EI_CLASS) != CLASS_64
        || header.get(EI_DATA) != LITTLE_ENDIAN) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(file, header));
    } catch (EOFException e) {
      throw new BadElfException(e);
    }
  }

  private static ElfFile read(ByteSource file, ByteBuffer header) throws IOException {
    List<Segment> segments = segments(file, header);
    DynamicSection dynamic = DynamicSection.read(file, segments);
    Optional<Segment> interpreter = Segment.first(segments, Segment.INTERPRETER);
    return new ElfFile(
        ElfType.of(Short.toUnsignedInt(header.getShort(E_TYPE))),
        interpreter.isEmpty()
            ? Optional.empty()
            : Optional.of(DynamicSection.text(interpreter.get().content(file))),
        dynamic.text(DynamicSection.SONAME),
        dynamic.texts(DynamicSection.NEEDED),
        dynamic.text(DynamicSection.RUNPATH),
        dynamic.isPie());
  }

  private static List<Segment> segments(ByteSource file, ByteBuffer header) throws IOException {
    int count = Short.toUnsignedInt(header.getShort(E_PHNUM));
    ByteBuffer table = file.read(header.getLong(E_PHOFF), (long) count * Segment.SIZE);
    List<Segment> segments = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      segments.add(Segment.read(table, index * Segment.SIZE));
    }
    return segments;
  }
}
