package dev.carafe.cli.bench;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.delta.PaddedSource;
import dev.carafe.disk.foreign.NativeBuffers;
import dev.carafe.disk.verity.BlockHashes;
import dev.carafe.disk.zstd.Compressor;
import dev.carafe.disk.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a node fetches that looks up parts of a new file among those of the old one by their
/// digests, and fetches those that are missing, and the list of digests.
final class MissingParts {
  private static final int LEVEL = 9;

  /// Of a digest of a block: half of a SHA-256.
  private static final int BLOCK_ENTRY = 16;

  /// Of a chunk: its end, and a SHA-256.
  private static final int CHUNK_ENTRY = 40;

  /// So much is packed at once at most; blocks that follow each other in the new file are.
  private static final int LARGEST = 1 << 20;

  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  private MissingParts() {}

  /// Parts are blocks of 4 KiB. Rows of missing ones are packed together.
  static long blocks(Path before, Path after, Zstd zstd) throws IOException {
    try (FileChannel old = FileChannel.open(before);
        FileChannel fresh = FileChannel.open(after)) {
      ByteSource content = new PaddedSource(ByteSource.of(fresh));
      Set<ByteBuffer> known = new HashSet<>(digests(new PaddedSource(ByteSource.of(old))));
      List<ByteBuffer> wanted = digests(content);
      List<Range> missing = new ArrayList<>();
      for (int block = 0; block < wanted.size(); block++) {
        if (!known.contains(wanted.get(block))) {
          add(missing, (long) block * Extent.BLOCK, Extent.BLOCK);
        }
      }
      return packed(content, missing, zstd) + (long) wanted.size() * BLOCK_ENTRY;
    }
  }

  private static List<ByteBuffer> digests(ByteSource blocks) {
    byte[] digests = BlockHashes.of(blocks, NOTHING);
    List<ByteBuffer> list = new ArrayList<>();
    for (long block = 0; block < blocks.size() / Extent.BLOCK; block++) {
      list.add(ByteBuffer.wrap(digests, (int) block * BlockHashes.SIZE, BlockHashes.SIZE));
    }
    return list;
  }

  private static void add(List<Range> ranges, long offset, int size) {
    if (!ranges.isEmpty() && ranges.getLast().reaches(offset, size)) {
      Range last = ranges.removeLast();
      ranges.add(new Range(last.offset, last.size + size));
    } else {
      ranges.add(new Range(offset, size));
    }
  }

  /// Parts are chunks, each packed for itself.
  static long chunks(Path before, Path after, Zstd zstd) throws IOException {
    try (FileChannel old = FileChannel.open(before);
        FileChannel fresh = FileChannel.open(after)) {
      Set<Sha256> known = new HashSet<>();
      Chunks.of(ByteSource.of(old)).forEach(chunk -> known.add(chunk.digest()));
      ByteSource content = ByteSource.of(fresh);
      List<Chunks.Chunk> wanted = Chunks.of(content);
      List<Range> missing =
          wanted.stream()
              .filter(chunk -> known.add(chunk.digest()))
              .map(chunk -> new Range(chunk.offset(), chunk.size()))
              .toList();
      return packed(content, missing, zstd) + (long) wanted.size() * CHUNK_ENTRY;
    }
  }

  /// Some bytes of a file.
  private record Range(long offset, int size) {
    boolean reaches(long next, int more) {
      return offset + size == next && size + more <= LARGEST;
    }
  }

  private static long packed(ByteSource content, List<Range> ranges, Zstd zstd) throws IOException {
    long bytes = 0;
    try (NativeBuffers buffers = new NativeBuffers();
        Compressor compressor = zstd.compressor(LEVEL)) {
      ByteBuffer plain = buffers.allocate(LARGEST);
      ByteBuffer frame = buffers.allocate(zstd.largestFrame(LARGEST));
      for (Range range : ranges) {
        content.fill(plain.clear().limit(range.size), range.offset);
        bytes += compressor.compress(plain.flip(), NOTHING, frame);
      }
    }
    return bytes;
  }
}
