package dev.carafe.disk.zstd;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/// Unpacks frames. For one thread at a time.
public final class Decompressor implements AutoCloseable {
  private final ZstdFunctions functions;
  private final MemorySegment context;

  Decompressor(ZstdFunctions functions) {
    this.functions = functions;
    context = functions.createDecompression();
  }

  /// Fills what remains of `target` with what the frame `source` unpacks to. No position is moved;
  /// all buffers are direct.
  ///
  /// @param prefix what the frame was made with
  /// @throws ZstdException where it is no frame, or unpacks to more or less
  public void decompress(ByteBuffer source, ByteBuffer prefix, ByteBuffer target) {
    try {
      functions.refDecompressionPrefix(context, MemorySegment.ofBuffer(prefix));
      long found =
          functions.decompress(
              context, MemorySegment.ofBuffer(target), MemorySegment.ofBuffer(source));
      if (found != target.remaining()) {
        throw new ZstdException(
            "decompress", "expected %d bytes, found %d".formatted(target.remaining(), found));
      }
    } finally {
      Reference.reachabilityFence(prefix);
    }
  }

  @Override
  public void close() {
    functions.freeDecompression(context);
  }
}
