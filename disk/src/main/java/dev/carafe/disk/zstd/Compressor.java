package dev.carafe.disk.zstd;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/// Makes frames, of one level. For one thread at a time; its tables are as large as what it
/// compresses, prefix and all, and are kept until it is closed.
public final class Compressor implements AutoCloseable {
  // Names and values of `ZSTD_cParameter`.
  private static final int COMPRESSION_LEVEL = 100;
  private static final int WINDOW_LOG = 101;
  private static final int CHAIN_LOG = 103;

  private static final int SMALLEST_WINDOW_LOG = 10;
  private static final int LARGEST_CHAIN_LOG = 30;

  private final ZstdFunctions functions;
  private final MemorySegment context;

  Compressor(ZstdFunctions functions, int level) {
    this.functions = functions;
    context = functions.createCompression();
    functions.setParameter(context, COMPRESSION_LEVEL, level);
  }

  /// Compresses what remains in `source` into a frame at the position of `target`. No position is
  /// moved; all buffers are direct, and none shares memory with another.
  ///
  /// @param prefix is taken for what stood before the source, and must be there again when the
  ///   frame is unpacked; may be empty
  /// @return how long the frame is
  /// @throws ZstdException where the target has no room for it
  public int compress(ByteBuffer source, ByteBuffer prefix, ByteBuffer target) {
    try {
      reach((long) source.remaining() + prefix.remaining());
      functions.refCompressionPrefix(context, MemorySegment.ofBuffer(prefix));
      return (int)
          functions.compress(
              context, MemorySegment.ofBuffer(target), MemorySegment.ofBuffer(source));
    } finally {
      Reference.reachabilityFence(prefix);
    }
  }

  /// Lets matches begin as far back as there is anything, and the tree of them hold all of it.
  private void reach(long bytes) {
    int log = Math.max(SMALLEST_WINDOW_LOG, Long.SIZE - Long.numberOfLeadingZeros(bytes));
    functions.setParameter(context, WINDOW_LOG, log);
    functions.setParameter(context, CHAIN_LOG, Math.min(LARGEST_CHAIN_LOG, log + 1));
  }

  @Override
  public void close() {
    functions.freeCompression(context);
  }
}
