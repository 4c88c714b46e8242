package dev.carafe.image.erofs;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Some bytes, and those that follow them from elsewhere.
record Joined(ByteSource first, ByteSource second) implements ByteSource {

  @Override
  public long size() {
    return first.size() + second.size();
  }

  @Override
  public void fill(ByteBuffer target, long offset) throws IOException {
    int end = target.limit();
    long inFirst = Math.clamp(first.size() - offset, 0, target.remaining());
    first.fill(target.limit(target.position() + (int) inFirst), offset);
    second.fill(target.limit(end), offset + inFirst - first.size());
  }
}
