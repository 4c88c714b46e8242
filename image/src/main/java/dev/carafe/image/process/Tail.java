package dev.carafe.image.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The end of what a program said: enough to see why it failed, however much it said before.
final class Tail {
  private static final int LENGTH = 8192;

  private Tail() {}

  /// Reads to the end and keeps the last of it.
  static String of(InputStream in) throws IOException {
    byte[] kept = new byte[0];
    byte[] buffer = new byte[LENGTH];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      int old = Math.min(kept.length, LENGTH - n);
      byte[] joined = new byte[old + n];
      System.arraycopy(kept, kept.length - old, joined, 0, old);
      System.arraycopy(buffer, 0, joined, old, n);
      kept = joined;
    }
    return new String(kept, StandardCharsets.UTF_8);
  }

  static String of(String text) {
    return text.substring(Math.max(0, text.length() - LENGTH));
  }
}
