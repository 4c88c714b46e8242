package dev.carafe.disk.foreign;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/// Direct buffers that are let go of when this is closed, and not when nobody knows of them any
/// more.
public final class NativeBuffers implements AutoCloseable {
  private final Arena arena = Arena.ofShared();

  /// With nothing allocated yet.
  public NativeBuffers() {}

  /// A buffer of zeros.
  public ByteBuffer allocate(int bytes) {
    return arena.allocate(bytes).asByteBuffer();
  }

  @Override
  public void close() {
    arena.close();
  }
}
