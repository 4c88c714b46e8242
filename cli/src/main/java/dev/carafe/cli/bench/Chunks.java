package dev.carafe.cli.bench;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Cuts content where its own bytes say so, as casync does: what is inserted moves the borders only
/// near by. Chunks have 64 KiB on average, at least 16 and at most 256.
///
/// A measuring class: the borders are by another rolling hash than casync's.
///
/// Source: [casync](https://github.com/systemd/casync), "`--chunk-size`"; the hash is "gear" of Xia
/// et al., "FastCDC", USENIX ATC 2016.
final class Chunks {
  private static final int LEAST = 16 << 10;
  private static final int MOST = 256 << 10;

  /// One in so many places is a border, behind the least size.
  private static final long BORDER = (48 << 10) - 1L;

  private static final long[] GEAR = new Random(1).longs(256).toArray();

  private Chunks() {}

  /// A chunk.
  record Chunk(long offset, int size, Sha256 digest) {}

  static List<Chunk> of(ByteSource content) throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    ByteBuffer window = ByteBuffer.allocate(MOST);
    for (long at = 0; at < content.size(); ) {
      content.fill(window.clear().limit((int) Math.min(MOST, content.size() - at)), at);
      int size = size(window.flip());
      chunks.add(new Chunk(at, size, Sha256.of(window.limit(size))));
      at += size;
    }
    return chunks;
  }

  /// How long the chunk is that begins a window.
  private static int size(ByteBuffer window) {
    long hash = 0;
    for (int at = 0; at < window.limit(); at++) {
      hash = (hash << 1) + GEAR[Byte.toUnsignedInt(window.get(at))];
      if (at >= LEAST && Long.remainderUnsigned(hash >>> 16, BORDER) == 0) {
        return at + 1;
      }
    }
    return window.limit();
  }
}
