package dev.carafe.image.process;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// The standard input of a program as we write it; tells a program that reads no more from a source
/// that fails.
final class ProgramInput extends FilterOutputStream {

  ProgramInput(OutputStream pipe) {
    super(pipe);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    piped(() -> out.write(bytes, offset, length));
  }

  @Override
  public void write(int b) throws IOException {
    piped(() -> out.write(b));
  }

  @Override
  public void flush() throws IOException {
    piped(out::flush);
  }

  @Override
  public void close() throws IOException {
    piped(out::close);
  }

  private static void piped(Write write) throws IOException {
    try {
      write.run();
    } catch (IOException e) {
      throw new ClosedException(e);
    }
  }

  /// The program reads no more.
  static final class ClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private interface Write {
    void run() throws IOException;
  }
}
