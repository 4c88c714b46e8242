package dev.carafe.image.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.delta.Operation;
import dev.carafe.disk.foreign.NativeBuffers;
import dev.carafe.disk.zstd.Compressor;
import dev.carafe.disk.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Makes a piece of a target into what stands in a delta for it. For one thread at a time.
final class Packer implements AutoCloseable {
  /// A level that is an estimate of what higher ones come to.
  private static final int QUICK_LEVEL = 9;

  /// Higher levels make less than this share of the estimate smaller, in hundredths.
  private static final int ESTIMATE_IS_OFF_BY = 15;

  private final ByteSource source;
  private final ByteSource target;
  private final KnownFrames known;
  private final Compressor zstd;
  private final Compressor quick;
  private final NativeBuffers buffers = new NativeBuffers();
  private final ByteBuffer content = buffers.allocate(Operation.LARGEST * Extent.BLOCK);
  private final ByteBuffer prefix = buffers.allocate(Operation.LARGEST_PREFIX * Extent.BLOCK);
  private final ByteBuffer frame;

  /// @param known frames that need not be made
  Packer(Zstd zstd, int level, ByteSource source, ByteSource target, KnownFrames known) {
    this.known = known;
    this.source = source;
    this.target = target;
    this.zstd = zstd.compressor(level);
    quick = zstd.compressor(QUICK_LEVEL);
    frame = buffers.allocate(zstd.largestFrame(content.capacity()));
  }

  /// What a piece became.
  ///
  /// @param source empty for a literal
  /// @param frame none for what is copied or zeros
  record Packed(Piece piece, Sha256 digest, List<Extent> source, Optional<byte[]> frame) {}

  /// @param around the blocks of the source that a changed piece is like; none if nothing is
  Packed pack(Piece piece, List<Extent> around) throws IOException {
    read(target, List.of(piece.blocks()), content);
    Sha256 digest = Sha256.of(content);
    return switch (piece) {
      case Piece.Known(_, List<Extent> from) -> new Packed(piece, digest, from, Optional.empty());
      case Piece.Zeros _ -> new Packed(piece, digest, List.of(), Optional.empty());
      case Piece.Changed _ -> changed(piece, digest, around);
    };
  }

  private Packed changed(Piece piece, Sha256 digest, List<Extent> around) throws IOException {
    Optional<byte[]> before = known.find(digest);
    if (around.isEmpty() && before.isPresent()) {
      return new Packed(piece, digest, List.of(), before);
    }
    read(source, around, prefix);
    byte[] patch = frame(zstd);
    if (around.isEmpty()) {
      return new Packed(piece, digest, around, Optional.of(patch));
    }
    prefix.limit(0);
    if (patch.length < frame(quick).length / 100.0 * (100 - ESTIMATE_IS_OFF_BY)) {
      return new Packed(piece, digest, around, Optional.of(patch));
    }
    byte[] literal = frame(zstd);
    return literal.length <= patch.length
        ? new Packed(piece, digest, List.of(), Optional.of(literal))
        : new Packed(piece, digest, around, Optional.of(patch));
  }

  private byte[] frame(Compressor compressor) {
    byte[] bytes = new byte[compressor.compress(content, prefix, frame)];
    frame.get(0, bytes);
    return bytes;
  }

  private static void read(ByteSource from, List<Extent> extents, ByteBuffer into)
      throws IOException {
    into.clear();
    for (Extent extent : extents) {
      from.fill(into.limit(into.position() + extent.size()), extent.offset());
    }
    into.flip();
  }

  @Override
  public void close() {
    zstd.close();
    quick.close();
    buffers.close();
  }
}
