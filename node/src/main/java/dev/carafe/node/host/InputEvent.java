package dev.carafe.node.host;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What an input device says: `struct input_event` of a 64-bit kernel, 24 bytes in the machine's
/// byte order, of which the first 16 are the time.
///
/// Source: [Linux, input.txt](https://www.kernel.org/doc/html/latest/input/input.html).
record InputEvent(int type, int code, int value) {
  private static final int SIZE = 24;
  private static final int AFTER_TIME = 16;

  private static final int EV_KEY = 1;
  private static final int KEY_POWER = 116;
  private static final int DOWN = 1;

  /// Waits for the next one.
  ///
  /// @throws IOException when the device goes away
  static InputEvent read(InputStream device) throws IOException {
    byte[] bytes = new byte[SIZE];
    new DataInputStream(device).readFully(bytes);
    ByteBuffer event = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).position(AFTER_TIME);
    return new InputEvent(event.getShort(), event.getShort(), event.getInt());
  }

  boolean isPowerPressed() {
    return type == EV_KEY && code == KEY_POWER && value == DOWN;
  }
}
