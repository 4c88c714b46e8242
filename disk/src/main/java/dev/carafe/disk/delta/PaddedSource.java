package dev.carafe.disk.delta;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Some bytes, and zeros up to the end of their last block.
public record PaddedSource(ByteSource content) implements ByteSource {

  @Override
  public long size() {
    return Math.ceilDiv(content.size(), Extent.BLOCK) * Extent.BLOCK;
  }

  @Override
  public void fill(ByteBuffer target, long offset) throws IOException {
    int end = target.limit();
    int there = Math.clamp(content.size() - offset, 0, target.remaining());
    content.fill(target.limit(target.position() + there), offset);
    fillUp(target.limit(end));
  }

  /// Puts zeros up to the limit.
  static void fillUp(ByteBuffer target) {
    while (target.hasRemaining()) {
      target.put((byte) 0);
    }
  }
}
