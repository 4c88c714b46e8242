package dev.carafe.disk.device;

import dev.carafe.disk.bytes.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A block device of the kernel's, such as `/dev/vda3`, or a file.
///
/// A flush is `fsync`, which the kernel follows with a flush of the disk's own cache.
public final class FileDevice implements BlockDevice, Closeable {
  private final FileChannel channel;
  private final ByteSource content;

  private FileDevice(FileChannel channel, long size) {
    this.channel = channel;
    this.content = new ByteSource.Whole(channel, size);
  }

  /// Opens a device or a file, as long as it is now.
  public static FileDevice open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new FileDevice(channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Makes a file of `size` zeros, which take no room.
  public static FileDevice create(Path path, long size) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE);
    try {
      return of(channel, size);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// The first `size` bytes of a file that is open for reading and writing. One that is shorter is
  /// lengthened by zeros.
  public static FileDevice of(FileChannel channel, long size) throws IOException {
    if (channel.size() < size) {
      channel.write(ByteBuffer.allocate(1), size - 1);
    }
    return new FileDevice(channel, size);
  }

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public void fill(ByteBuffer target, long offset) throws IOException {
    content.fill(target, offset);
  }

  @Override
  public void write(ByteBuffer bytes, long offset) throws IOException {
    Room.demand(this, bytes, offset);
    for (long at = offset; bytes.hasRemaining(); ) {
      at += channel.write(bytes, at);
    }
  }

  @Override
  public void flush() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
