package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes whose errors tell what they are of.
///
/// @param name as the object of a sentence
record TellingSource(String name, ByteSource content) implements ByteSource {

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public void fill(ByteBuffer target, long offset) throws IOException {
    attempt("read " + name, () -> content.fill(target, offset));
  }

  /// What may fail.
  interface Access {
    void go() throws IOException;
  }

  static void attempt(String what, Access access) throws IOException {
    try {
      access.go();
    } catch (IOException e) {
      throw new IOException("could not " + what + ": " + e.getMessage(), e);
    }
  }
}
