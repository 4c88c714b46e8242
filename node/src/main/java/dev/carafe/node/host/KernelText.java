package dev.carafe.node.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A file of the kernel's below `/proc` or `/sys`.
///
/// Such files say that they have no bytes, and those below `/proc/sys` give a number in one read or
/// not at all: who asks for a first byte alone, as `Files.readString` does, gets the first digit.
public final class KernelText {
  private static final int MORE_THAN_A_VALUE = 32 << 10;

  private KernelText() {}

  /// All of it, in UTF-8.
  public static String read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      ByteBuffer block = ByteBuffer.allocate(MORE_THAN_A_VALUE);
      while (channel.read(block.clear()) > 0) {
        text.write(block.array(), 0, block.position());
      }
      return text.toString(StandardCharsets.UTF_8);
    }
  }
}
