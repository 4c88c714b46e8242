package dev.carafe.disk.device;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The end of a device.
final class Room {
  private Room() {}

  /// Refuses to write beyond it.
  static void demand(BlockDevice device, ByteBuffer bytes, long offset) throws IOException {
    if (offset < 0 || bytes.remaining() > device.size() - offset) {
      throw new IOException(
          "could not write %d bytes at %d: the device has %d"
              .formatted(bytes.remaining(), offset, device.size()));
    }
  }
}
