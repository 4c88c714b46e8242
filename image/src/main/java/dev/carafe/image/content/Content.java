package dev.carafe.image.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Bytes that go into an image, told apart from where they are: a few in memory, or a range of a
/// file of any length, which is copied without being read into the heap.
public sealed interface Content {

  /// How many bytes.
  long size();

  /// Writes all of them.
  void writeTo(WritableByteChannel target) throws IOException;

  /// All of them in memory: for what is small.
  default byte[] bytes() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(Math.toIntExact(size()));
    writeTo(Channels.newChannel(all));
    return all.toByteArray();
  }

  /// These bytes.
  static Content of(byte[] bytes) {
    return new Bytes(ByteBuffer.wrap(bytes.clone()));
  }

  /// A text in UTF-8.
  static Content of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A whole file, as long as it is now.
  static Content of(Path file) {
    try {
      return new FileRange(file, 0, Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }

  /// Bytes in memory.
  record Bytes(ByteBuffer buffer) implements Content {
    public Bytes {
      buffer = buffer.asReadOnlyBuffer();
    }

    @Override
    public long size() {
      return buffer.remaining();
    }

    @Override
    public void writeTo(WritableByteChannel target) throws IOException {
      for (ByteBuffer left = buffer.duplicate(); left.hasRemaining(); ) {
        target.write(left);
      }
    }
  }

  /// `size` bytes of a file from `offset` on. A file that has become shorter is an error.
  record FileRange(Path file, long offset, long size) implements Content {
    public FileRange {
      if (offset < 0 || size < 0) {
        throw new IllegalArgumentException(
            "not a range of %s: %d bytes from %d".formatted(file, size, offset));
      }
    }

    @Override
    public void writeTo(WritableByteChannel target) throws IOException {
      if (size == 0) {
        return;
      }
      try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
        for (long done = 0; done < size; ) {
          long moved = source.transferTo(offset + done, size - done, target);
          if (moved == 0 && source.size() <= offset + done) {
            throw new IOException(
                "could not read %s: expected %d bytes from %d, found %d"
                    .formatted(file, size, offset, done));
          }
          done += moved;
        }
      }
    }
  }
}
