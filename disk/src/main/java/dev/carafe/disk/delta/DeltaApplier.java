package dev.carafe.disk.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.device.BlockDevice;
import dev.carafe.disk.foreign.NativeBuffers;
import dev.carafe.disk.zstd.Decompressor;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.disk.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Carries out the operations of a delta, one by one: each is fetched, checked against the digest
/// in the head, unpacked, checked against the digest of what it makes, and only then written.
///
/// Nothing is noted about how far it came. Whoever starts again looks at what is there by digest:
/// what was made before, in an earlier run or by the image that stood there, is not fetched again.
///
/// Whatever a delta says, this takes [#MEMORY] bytes at most and what `zstd` needs for its tables,
/// until it is closed. For one thread at a time.
public final class DeltaApplier implements AutoCloseable {
  private static final int PREFIX = Operation.LARGEST_PREFIX * Extent.BLOCK;
  private static final int RESULT = Operation.LARGEST * Extent.BLOCK;

  /// How many bytes the buffers have at most: as many as the largest operations need.
  public static final int MEMORY = PREFIX + RESULT + Payload.LARGEST;

  private final Digests digests;
  private final Delta delta;
  private final ByteSource source;
  private final BlockDevice destination;
  private final Decompressor zstd;
  private final NativeBuffers buffers;
  private final ByteBuffer prefix;
  private final ByteBuffer result;
  private final ByteBuffer frame;

  /// As below, with Java's own digests.
  public DeltaApplier(Zstd zstd, Delta delta, ByteSource source, BlockDevice destination)
      throws IOException {
    this(zstd, Digests.OF_JAVA, delta, source, destination);
  }

  /// @param source what the delta starts from, at least as long; anything where it has no source
  /// @param destination has room for all blocks of the target
  public DeltaApplier(
      Zstd zstd, Digests digests, Delta delta, ByteSource source, BlockDevice destination)
      throws IOException {
    this.digests = digests;
    this.delta = delta;
    long sourceSize = delta.source().map(DeltaSource::size).orElse(0L);
    this.source = new PaddedSource(source.slice(0, sourceSize));
    this.destination = destination.slice(0, delta.target().blocks() * Extent.BLOCK);
    this.zstd = zstd.decompressor();
    buffers = new NativeBuffers();
    prefix = buffer(DeltaApplier::prefixSize);
    result = buffer(operation -> operation.destination().size());
    frame = buffer(operation -> operation.payload().map(Payload::size).orElse(0));
  }

  private ByteBuffer buffer(ToIntFunction<Operation> need) {
    return buffers.allocate(delta.operations().stream().mapToInt(need).reduce(1, Math::max));
  }

  private static int prefixSize(Operation operation) {
    return operation instanceof Operation.Patch patch
        ? patch.source().stream().mapToInt(Extent::size).sum()
        : 0;
  }

  /// Reads the destination, and tells what is left to do.
  ///
  /// @param progress hears of every operation
  public DeltaPlan plan(DeltaProgress progress) throws IOException {
    List<Operation> left = new ArrayList<>();
    for (Operation operation : delta.operations()) {
      if (!isDone(operation)) {
        left.add(operation);
      }
      progress.advanced(operation);
    }
    return new DeltaPlan(left);
  }

  /// Whether what an operation makes is there. What is not is mostly told by the first block, and
  /// costs no digest then.
  private boolean isDone(Operation operation) throws IOException {
    Extent extent = operation.destination();
    Optional<ByteBuffer> first = firstBlock(operation);
    if (first.isPresent() && !destination.read(extent.offset(), Extent.BLOCK).equals(first.get())) {
      return false;
    }
    destination.fill(result.clear().limit(extent.size()), extent.offset());
    return digests.of(result.flip()).equals(operation.digest());
  }

  /// The first block that an operation makes, where it is known without a payload.
  private Optional<ByteBuffer> firstBlock(Operation operation) throws IOException {
    return switch (operation) {
      case Operation.Copy copy ->
          Optional.of(source.read(copy.source().getFirst().offset(), Extent.BLOCK));
      case Operation.Zero _ -> Optional.of(ByteBuffer.allocate(Extent.BLOCK));
      case Operation.Literal _, Operation.Patch _ -> Optional.empty();
    };
  }

  /// Does what is left, and flushes.
  ///
  /// @param payload the bytes behind the head; asked for in ascending order, and for none twice
  /// @param progress hears of every operation once it is written
  /// @throws DamagedFrameException where a frame is not the one that the head names
  /// @throws FailedOperationException where the source is not the one that the delta was made for
  public void apply(DeltaPlan plan, ByteSource payload, DeltaProgress progress) throws IOException {
    for (Operation operation : plan.operations()) {
      make(operation, payload);
      Sha256 found = digests.of(result);
      if (!found.equals(operation.digest())) {
        throw new FailedOperationException(operation, found);
      }
      destination.write(result, operation.destination().offset());
      progress.advanced(operation);
    }
    destination.flush();
  }

  /// Makes what an operation does: it is in `result` then.
  private void make(Operation operation, ByteSource payload) throws IOException {
    result.clear().limit(operation.destination().size());
    switch (operation) {
      case Operation.Copy copy -> read(copy.source(), result);
      case Operation.Zero _ -> PaddedSource.fillUp(result);
      case Operation.Literal(_, _, Payload literal) -> {
        prefix.clear().limit(0);
        unpack(operation, literal, payload);
      }
      case Operation.Patch(_, _, List<Extent> extents, Payload patch) -> {
        read(extents, prefix.clear());
        prefix.flip();
        unpack(operation, patch, payload);
      }
    }
    result.rewind();
  }

  /// Reads blocks of the source one after another.
  private void read(List<Extent> extents, ByteBuffer into) throws IOException {
    for (Extent extent : extents) {
      source.fill(into.limit(into.position() + extent.size()), extent.offset());
    }
  }

  private void unpack(Operation operation, Payload expected, ByteSource payload)
      throws IOException {
    payload.fill(frame.clear().limit(expected.size()), expected.offset());
    Sha256 found = digests.of(frame.flip());
    if (!found.equals(expected.digest())) {
      throw new DamagedFrameException(operation, expected, found);
    }
    try {
      zstd.decompress(frame, prefix, result);
    } catch (ZstdException e) {
      throw new FailedOperationException(operation, e);
    }
  }

  @Override
  public void close() {
    zstd.close();
    buffers.close();
  }
}
