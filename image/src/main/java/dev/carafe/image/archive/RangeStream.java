package dev.carafe.image.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A range of a file as a stream. Closing it closes the file.
final class RangeStream extends InputStream {
  private final FileChannel file;
  private final long end;
  private long position;

  RangeStream(FileChannel file, long offset, long size) {
    this.file = file;
    this.position = offset;
    this.end = offset + size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position >= end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    int n = file.read(ByteBuffer.wrap(buffer, offset, wanted), position);
    if (n < 0) {
      throw new EOFException("the file ends at %d, expected %d".formatted(position, end));
    }
    position += n;
    return n;
  }

  @Override
  public long skip(long count) {
    long n = Math.clamp(count, 0, end - position);
    position += n;
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
