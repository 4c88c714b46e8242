package dev.carafe.node.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Writes a tape archive of plain files.
///
/// Source: [pax, ustar interchange
/// format](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06).
final class TarWriter {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 100;
  private static final int PREFIX_AT = 345;
  private static final int LONGEST_PREFIX = 155;
  private static final int CHECK_AT = 148;
  private static final int CHECK_LENGTH = 8;

  private final OutputStream out;
  private final Instant time;

  /// @param time when all files were changed last
  TarWriter(OutputStream out, Instant time) {
    this.out = out;
    this.time = time;
  }

  /// Adds a file.
  ///
  /// @param name in ASCII; what is behind the last slash has at most 100 characters, and what is
  ///   before it at most 155
  void add(String name, byte[] content) throws IOException {
    out.write(header(name, content.length));
    out.write(content);
    out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  /// Ends the archive; the stream below stays open.
  void end() throws IOException {
    out.write(new byte[2 * BLOCK]);
  }

  private byte[] header(String name, long size) {
    byte[] header = new byte[BLOCK];
    int slash = name.length() > LONGEST_NAME ? name.lastIndexOf('/') : -1;
    if (name.length() - slash - 1 > LONGEST_NAME || slash > LONGEST_PREFIX) {
      throw new IllegalArgumentException("the name " + name + " is too long");
    }
    put(header, 0, name.substring(slash + 1));
    put(header, PREFIX_AT, name.substring(0, Math.max(0, slash)));
    octal(header, 100, 8, 0600);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, size);
    octal(header, 136, 12, Math.max(0, time.getEpochSecond()));
    header[156] = '0';
    put(header, 257, "ustar\0" + "00");
    for (int i = 0; i < CHECK_LENGTH; i++) {
      header[CHECK_AT + i] = ' ';
    }
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xFF;
    }
    octal(header, CHECK_AT, CHECK_LENGTH - 1, sum);
    return header;
  }

  /// Digits that fill a field, with a zero byte at its end.
  private static void octal(byte[] header, int at, int length, long value) {
    String digits = Long.toOctalString(value);
    put(header, at, "0".repeat(length - 1 - digits.length()) + digits + "\0");
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
