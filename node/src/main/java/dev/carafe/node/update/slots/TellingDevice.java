package dev.carafe.node.update.slots;

import dev.carafe.disk.device.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A device whose errors tell which one it is.
///
/// @param name as the object of a sentence
record TellingDevice(String name, BlockDevice device) implements BlockDevice {

  @Override
  public long size() {
    return device.size();
  }

  @Override
  public void fill(ByteBuffer target, long offset) throws IOException {
    new TellingSource(name, device).fill(target, offset);
  }

  @Override
  public void write(ByteBuffer bytes, long offset) throws IOException {
    TellingSource.attempt("write to " + name, () -> device.write(bytes, offset));
  }

  @Override
  public void flush() throws IOException {
    TellingSource.attempt("write to " + name, device::flush);
  }
}
