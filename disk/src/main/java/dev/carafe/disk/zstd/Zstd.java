package dev.carafe.disk.zstd;

import dev.carafe.disk.foreign.ForeignLibrary;
import java.nio.file.Path;

/// zstd, by the C library: that of the system, or one that is handed in.
///
/// A frame is made and unpacked in one go, between direct buffers of the caller's. So it has no
/// window of its own, however large a one it asks for, and what a frame unpacks to never goes
/// beyond the buffer that it is given.
///
/// Source: [the library's manual](https://facebook.github.io/zstd/zstd_manual.html); frames are
/// [RFC 8878](https://www.rfc-editor.org/rfc/rfc8878).
public final class Zstd {
  /// The name by which the dynamic loader finds it.
  public static final String SONAME = "libzstd.so.1";

  private static final String DEBIAN = "libzstd1";

  private final ZstdFunctions functions;

  private Zstd(ZstdFunctions functions) {
    this.functions = functions;
  }

  /// The library of the system.
  ///
  /// @throws dev.carafe.disk.foreign.MissingLibraryException where it has none
  public static Zstd ofSystem() {
    return new Zstd(new ZstdFunctions(ForeignLibrary.named(SONAME, DEBIAN)));
  }

  /// The library in a file.
  ///
  /// @throws dev.carafe.disk.foreign.MissingLibraryException where it is none that can be used here
  public static Zstd at(Path library) {
    return new Zstd(new ZstdFunctions(ForeignLibrary.in(library, DEBIAN)));
  }

  /// The size of the largest frame that so many bytes may become.
  public int largestFrame(int bytes) {
    return Math.toIntExact(functions.compressBound(bytes));
  }

  /// Makes frames.
  ///
  /// @param level 1, fast, to 22, small
  public Compressor compressor(int level) {
    return new Compressor(functions, level);
  }

  /// Unpacks frames.
  public Decompressor decompressor() {
    return new Decompressor(functions);
  }
}
