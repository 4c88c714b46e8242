package dev.carafe.node.update.fetch;

import dev.carafe.node.update.FailedUpdateException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of this node's that a download goes to. That it cannot be written is no fault of a
/// server's: no other is asked for that.
final class LocalFile extends OutputStream {
  private final Path path;
  private final OutputStream out;

  private LocalFile(Path path, OutputStream out) {
    this.path = path;
    this.out = out;
  }

  /// Opens a file, which is written over.
  ///
  /// @throws FailedUpdateException where it cannot be written, as all that follows
  static LocalFile open(Path path) {
    try {
      return new LocalFile(path, Files.newOutputStream(path));
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private static FailedUpdateException failed(Path path, IOException why) {
    return new FailedUpdateException("could not write " + path + ": " + why.getMessage(), why);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(path, e);
    }
  }
}
