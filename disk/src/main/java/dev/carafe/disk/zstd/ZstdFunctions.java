package dev.carafe.disk.zstd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.carafe.disk.foreign.ForeignLibrary;
import dev.carafe.disk.foreign.ForeignLibrary.Call;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions of the C library that are used, as `zstd.h` has them: `size_t` is a `long`, and
/// any that says how many bytes it wrote may say an error in its place.
@SuppressWarnings("restricted") // the one door to this library
final class ZstdFunctions {
  private final MethodHandle isError;
  private final MethodHandle getErrorName;
  private final MethodHandle compressBound;

  private final MethodHandle createCompression;
  private final MethodHandle freeCompression;
  private final MethodHandle setCompressionParameter;
  private final MethodHandle refCompressionPrefix;
  private final MethodHandle compress;

  private final MethodHandle createDecompression;
  private final MethodHandle freeDecompression;
  private final MethodHandle refDecompressionPrefix;
  private final MethodHandle decompress;

  ZstdFunctions(ForeignLibrary library) {
    isError = library.function("ZSTD_isError", JAVA_INT, JAVA_LONG);
    getErrorName = library.function("ZSTD_getErrorName", ADDRESS, JAVA_LONG);
    compressBound = library.function("ZSTD_compressBound", JAVA_LONG, JAVA_LONG);
    createCompression = library.function("ZSTD_createCCtx", ADDRESS);
    freeCompression = library.function("ZSTD_freeCCtx", JAVA_LONG, ADDRESS);
    setCompressionParameter =
        library.function("ZSTD_CCtx_setParameter", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT);
    refCompressionPrefix =
        library.function("ZSTD_CCtx_refPrefix", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
    compress =
        library.function(
            "ZSTD_compress2", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
    createDecompression = library.function("ZSTD_createDCtx", ADDRESS);
    freeDecompression = library.function("ZSTD_freeDCtx", JAVA_LONG, ADDRESS);
    refDecompressionPrefix =
        library.function("ZSTD_DCtx_refPrefix", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
    decompress =
        library.function(
            "ZSTD_decompressDCtx", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
  }

  long compressBound(long bytes) {
    return size("compress", () -> (long) compressBound.invokeExact(bytes));
  }

  MemorySegment createCompression() {
    return context(() -> (MemorySegment) createCompression.invokeExact());
  }

  void freeCompression(MemorySegment context) {
    size("let go of", () -> (long) freeCompression.invokeExact(context));
  }

  void setParameter(MemorySegment compression, int parameter, int value) {
    size("set up", () -> (long) setCompressionParameter.invokeExact(compression, parameter, value));
  }

  void refCompressionPrefix(MemorySegment context, MemorySegment prefix) {
    size(
        "compress",
        () -> (long) refCompressionPrefix.invokeExact(context, prefix, prefix.byteSize()));
  }

  long compress(MemorySegment context, MemorySegment target, MemorySegment source) {
    return size(
        "compress",
        () ->
            (long)
                compress.invokeExact(
                    context, target, target.byteSize(), source, source.byteSize()));
  }

  MemorySegment createDecompression() {
    return context(() -> (MemorySegment) createDecompression.invokeExact());
  }

  void freeDecompression(MemorySegment context) {
    size("let go of", () -> (long) freeDecompression.invokeExact(context));
  }

  void refDecompressionPrefix(MemorySegment context, MemorySegment prefix) {
    size(
        "decompress",
        () -> (long) refDecompressionPrefix.invokeExact(context, prefix, prefix.byteSize()));
  }

  long decompress(MemorySegment context, MemorySegment target, MemorySegment source) {
    return size(
        "decompress",
        () ->
            (long)
                decompress.invokeExact(
                    context, target, target.byteSize(), source, source.byteSize()));
  }

  /// Calls a function that gives a size.
  ///
  /// @param what is done, for the error
  private long size(String what, Call<Long> call) {
    long result = ForeignLibrary.called(call);
    if (ForeignLibrary.called(() -> (int) isError.invokeExact(result)) != 0) {
      throw new ZstdException(what, errorName(result));
    }
    return result;
  }

  private String errorName(long error) {
    MemorySegment name =
        ForeignLibrary.called(() -> (MemorySegment) getErrorName.invokeExact(error));
    return name.reinterpret(Long.MAX_VALUE).getString(0);
  }

  private static MemorySegment context(Call<MemorySegment> create) {
    MemorySegment context = ForeignLibrary.called(create);
    if (context.equals(MemorySegment.NULL)) {
      throw new OutOfMemoryError("zstd found no memory for its tables");
    }
    return context;
  }
}
