package dev.carafe.disk.device;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A range of another device, such as a partition of a disk. Nothing outside of it is reached by
/// way of it, but a flush is one of the whole device.
///
/// @param content the range, as it is read
/// @param start where it begins on the whole device
record DevicePart(BlockDevice whole, ByteSource content, long start) implements BlockDevice {

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public void fill(ByteBuffer target, long offset) throws IOException {
    content.fill(target, offset);
  }

  @Override
  public void write(ByteBuffer bytes, long offset) throws IOException {
    Room.demand(this, bytes, offset);
    whole.write(bytes, start + offset);
  }

  @Override
  public void flush() throws IOException {
    whole.flush();
  }
}
