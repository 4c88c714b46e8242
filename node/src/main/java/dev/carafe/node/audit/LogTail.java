package dev.carafe.node.audit;

import dev.carafe.trust.audit.AuditEntry;
import dev.carafe.trust.audit.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The end of a log's file, read backwards: a log may be long, and the agent's start is not.
///
/// @param head after the last line that has an end
/// @param length of the file up to that line's end
/// @param torn what stands behind it, which was being written when the power went; a character a
///   byte
record LogTail(Head head, long length, String torn) {
  private static final int BLOCK = 4096;

  /// @param before where the file before this one ended
  static LogTail read(FileChannel file, Head before) throws IOException {
    long size = file.size();
    long length = afterLineEnd(file, size);
    String torn = new String(bytes(file, length, size), StandardCharsets.ISO_8859_1);
    return new LogTail(head(file, length, before), length, torn);
  }

  /// Lines that are no entries count as entries: nobody shall lose a number by damaging one.
  private static Head head(FileChannel file, long length, Head before) throws IOException {
    Optional<byte[]> last = Optional.empty();
    int unreadable = 0;
    long end = length;
    while (end > 0) {
      long start = afterLineEnd(file, end - 1);
      byte[] line = bytes(file, start, end - 1);
      byte[] lastLine = last.orElse(line);
      last = Optional.of(lastLine);
      Optional<AuditEntry> entry = AuditEntry.read(line);
      if (entry.isPresent()) {
        return Head.of(entry.get().number() + unreadable, lastLine);
      }
      unreadable++;
      end = start;
    }
    int count = unreadable;
    return last.map(line -> Head.of(before.number() + count, line)).orElse(before);
  }

  /// Where the line begins that a byte before this position is in.
  private static long afterLineEnd(FileChannel file, long position) throws IOException {
    for (long end = position; end > 0; end = Math.max(0, end - BLOCK)) {
      long start = Math.max(0, end - BLOCK);
      byte[] block = bytes(file, start, end);
      for (int i = block.length - 1; i >= 0; i--) {
        if (block[i] == '\n') {
          return start + i + 1;
        }
      }
    }
    return 0;
  }

  private static byte[] bytes(FileChannel file, long start, long end) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(end - start));
    while (bytes.hasRemaining()) {
      if (file.read(bytes, start + bytes.position()) < 0) {
        throw new IOException("the file has become shorter");
      }
    }
    return bytes.array();
  }

  /// Whether only the end is missing of a line that was written otherwise.
  boolean lacksOnlyItsEnd() {
    return AuditEntry.read(tornBytes())
        .filter(entry -> entry.number() == head.number() + 1)
        .filter(entry -> entry.previous().equals(head.digest()))
        .isPresent();
  }

  byte[] tornBytes() {
    return torn.getBytes(StandardCharsets.ISO_8859_1);
  }
}
