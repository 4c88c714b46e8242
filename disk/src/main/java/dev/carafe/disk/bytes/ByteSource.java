package dev.carafe.disk.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/// Bytes that can be read from anywhere on: a file, a range of one, or what a file system makes of
/// several. Nothing is held in memory but what is asked for.
public interface ByteSource {

  /// How many bytes.
  long size();

  /// Fills `target` with what stands from `offset` on. A caller stays within the size.
  void fill(ByteBuffer target, long offset) throws IOException;

  /// A whole file, as long as it is now.
  static ByteSource of(FileChannel channel) throws IOException {
    return new Whole(channel, channel.size());
  }

  /// These bytes.
  static ByteSource of(byte[] bytes) {
    return new Memory(ByteBuffer.wrap(bytes.clone()));
  }

  /// `size` bytes from `offset` on.
  ///
  /// @throws EOFException where there are fewer
  default ByteSource slice(long offset, long size) throws IOException {
    demand(offset, size);
    return new Slice(this, offset, size);
  }

  /// `size` bytes from `offset` on, little-endian.
  ///
  /// @throws EOFException where there are fewer, however many are asked for
  default ByteBuffer read(long offset, long size) throws IOException {
    demand(offset, size);
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
    fill(bytes, offset);
    return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  /// All bytes in memory: for what is small.
  default byte[] bytes() throws IOException {
    return read(0, size()).array();
  }

  /// The digest of all bytes.
  default Sha256 digest() throws IOException {
    MessageDigest digest = Sha256.digest();
    ByteBuffer part = ByteBuffer.allocate(1 << 18);
    for (long done = 0; done < size(); done += part.limit()) {
      part.clear().limit((int) Math.min(part.capacity(), size() - done));
      fill(part, done);
      digest.update(part.flip());
    }
    return Sha256.of(digest.digest(), 0);
  }

  private void demand(long offset, long size) throws EOFException {
    if (offset < 0 || size < 0 || offset > size() || size > size() - offset) {
      throw new EOFException(
          "expected %d bytes from %d, found an end at %d".formatted(size, offset, size()));
    }
  }

  /// A whole file.
  record Whole(FileChannel channel, long size) implements ByteSource {
    @Override
    public void fill(ByteBuffer target, long offset) throws IOException {
      for (long at = offset; target.hasRemaining(); ) {
        int read = channel.read(target, at);
        if (read < 0) {
          throw new EOFException("expected %d bytes, found an end at %d".formatted(size, at));
        }
        at += read;
      }
    }
  }

  /// Bytes in memory.
  record Memory(ByteBuffer buffer) implements ByteSource {
    @Override
    public long size() {
      return buffer.capacity();
    }

    @Override
    public void fill(ByteBuffer target, long offset) {
      target.put(buffer.slice(Math.toIntExact(offset), target.remaining()));
    }
  }

  /// A range of other bytes.
  record Slice(ByteSource whole, long start, long size) implements ByteSource {
    @Override
    public void fill(ByteBuffer target, long offset) throws IOException {
      whole.fill(target, start + offset);
    }
  }
}
