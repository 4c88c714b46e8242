package dev.carafe.node.exec;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A process in a container. One thread writes, one reads, and others may do the rest.
public interface ContainerProcess extends AutoCloseable {

  /// Writes everything, and waits while the process does not read.
  ///
  /// @throws IOException where nobody will read it
  void write(ByteBuffer bytes) throws IOException;

  /// Says that nothing more will be written.
  void endInput();

  /// Reads some of what the process writes, both its output and its errors.
  ///
  /// @return how many bytes, -1 at the end
  int read(ByteBuffer into) throws IOException;

  /// Tells the process's terminal its new size; nothing happens where there is none.
  void resize(WindowSize size);

  /// Waits for its end.
  ///
  /// @return the exit code; 128 and the signal's number where a signal ended it
  int await() throws InterruptedException;

  /// Ends the output of a process that has ended, though others that it has started could still
  /// write.
  void endOutput();

  /// Ends it, first by `SIGHUP`, then by `SIGKILL`, and leaves nothing behind. Who still reads or
  /// writes gets an exception.
  @Override
  void close();
}
