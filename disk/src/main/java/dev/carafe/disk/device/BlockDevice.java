package dev.carafe.disk.device;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes that can be replaced where they are, in a number that stays: a disk, a partition, a file
/// that stands for one.
///
/// What was written is there for good once a [#flush()] after it has returned. Until then a cut of
/// the power may leave all of it, none or a part, whatever the order of the writes; but of each
/// sector of [#SECTOR] bytes either the old content or the new.
///
/// Several threads may use a device at once, on different bytes.
public interface BlockDevice extends ByteSource {
  /// The size of what is written whole or not at all.
  int SECTOR = 512;

  /// Puts `bytes` in the place of what stands from `offset` on.
  ///
  /// @throws IOException where that goes beyond the end; nothing is written then
  void write(ByteBuffer bytes, long offset) throws IOException;

  /// Returns once all that was written is there for good.
  void flush() throws IOException;

  @Override
  default BlockDevice slice(long offset, long size) throws IOException {
    return new DevicePart(this, ByteSource.super.slice(offset, size), offset);
  }
}
