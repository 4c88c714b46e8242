package dev.carafe.disk.gpt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The name of a partition: 36 UTF-16 units, little-endian, filled up with zeros.
final class Label {
  static final int SIZE = 72;

  private Label() {}

  static void check(String label) {
    if (label.length() * 2 > SIZE) {
      throw new IllegalArgumentException(
          "a label has at most %d characters, found %d: %s"
              .formatted(SIZE / 2, label.length(), label));
    }
  }

  static void put(ByteBuffer entry, int offset, String label) {
    byte[] letters = label.getBytes(StandardCharsets.UTF_16LE);
    entry.put(offset, Arrays.copyOf(letters, SIZE));
  }

  static String get(ByteBuffer entry, int offset) {
    byte[] bytes = new byte[SIZE];
    entry.get(offset, bytes);
    String padded = new String(bytes, StandardCharsets.UTF_16LE);
    int end = padded.indexOf('\0');
    return end < 0 ? padded : padded.substring(0, end);
  }
}
